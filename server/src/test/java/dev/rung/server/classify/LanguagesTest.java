package dev.rung.server.classify;

import static dev.rung.server.classify.Judging.judge;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tiers of everyday prompts, in the languages beside English that the lists cover. */
class LanguagesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          0 | Stell den Wecker auf 7 Uhr
          0 | Wie wird das Wetter morgen in Berlin?
          0 | Guten Morgen!
          1 | Korrigiere bitte die Rechtschreibung in diesem Satz.
          1 | Übersetze ins Englische: Ich habe Hunger.
          1 | Benenne die Variable x in count um
          1 | Füge der Klasse Kommentare hinzu
          1 | Bitte formatieren Sie den folgenden Code
          1 | Entwirf nichts neu, benenne nur die Variable um
          0 | Was ist die Hauptstadt von Peru?
          1 | Wandle diese Liste in Großbuchstaben um
          1 | Ergänze Docstrings in allen Methoden
          1 | Entferne die unbenutzten Importe
          2 | Schreibe eine Funktion in Python, die prüft, ob eine Zahl eine Primzahl ist.
          2 | Kannst du mir einen Unit-Test für die Methode add schreiben?
          2 | Implementiere eine binäre Suche in Java
          2 | Ich brauche eine Funktion, die zwei Listen vereinigt
          3 | Schreibe eine Klasse für ein Bankkonto mit Einzahlung, Auszahlung und Überweisung
          3 | Implementiere einen REST-Endpunkt mit Datenbank und Authentifizierung
          3 | Schreibe drei Funktionen zum Lesen, Prüfen und Schreiben der Datei
          3 | Schreiben Sie zwei Klassen für Konten und Buchungen
          4 | Entwirf ein System zur Verwaltung von Bestellungen für Millionen von Nutzern
          4 | Schreib mir ein Gedicht über den Herbst
          4 | Entwickle eine Marketingstrategie für ein Start-up
          4 | Erzähl mir eine Geschichte über einen Drachen
          4 | Wie würdest du die Architektur eines Chat-Dienstes entwerfen?
          4 | Vergleiche Ross 308 und Cobb 500 beim Futterverbrauch
          4 | Konzipieren Sie eine hochverfügbare Plattform für Bestellungen
          """)
  void german(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          0 | Pon música relajante
          0 | ¿Qué tiempo hace hoy en Madrid?
          0 | Hola, ¿cómo estás?
          1 | Corrige la ortografía de este texto
          1 | Traduce al inglés: tengo hambre
          1 | Añade comentarios a esta función
          1 | No rediseñes nada, solo renombra la variable x a total
          0 | ¿Quién escribió Don Quijote?
          1 | Convierte esta lista a mayúsculas
          1 | Corrija los errores de ortografía, por favor
          2 | Escribe una función en Python que calcule el factorial de un número
          2 | Crea una consulta SQL que devuelva los diez mejores clientes
          2 | Necesito una función que ordene una lista
          2 | Escriba una función que sume dos números
          3 | Implementa una API REST con autenticación y base de datos
          3 | Escribe una clase para una cuenta bancaria con depósitos y retiros
          3 | Escribe tres funciones para leer, validar y guardar
          4 | Diseña la arquitectura de una plataforma de streaming
          4 | Elabora una estrategia de marketing para una startup
          4 | Invéntate una historia de terror
          4 | Compara React, Vue y Angular
          4 | Redacta un poema sobre la lluvia
          """)
  void spanish(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          0 | Règle une alarme pour 8 heures
          0 | Salut, ça va ?
          0 | Quelle heure est-il à Tokyo ?
          1 | Corrigez les fautes d'orthographe de ce texte
          1 | Traduis en anglais : j'ai faim
          1 | Ajoute des commentaires à ce code
          1 | Ne change pas l'architecture, renomme seulement la variable x en total
          0 | Qui a peint la Joconde ?
          1 | Mets ce texte en majuscules
          1 | Renomme la variable x en total
          2 | Écris une fonction Python qui vérifie si un nombre est premier
          2 | Rédigez un test unitaire pour la méthode add
          2 | J'ai besoin d'une requête SQL qui retourne les dix meilleurs clients
          2 | Pourriez-vous écrire une fonction qui trie une liste ?
          3 | Implémente une application de liste de tâches avec une base de données
          3 | Écris une classe pour un compte bancaire avec dépôt et retrait
          3 | Écris trois fonctions pour lire, vérifier et enregistrer
          4 | Concevez l'architecture d'une plateforme de streaming
          4 | Raconte-moi une histoire de dragon
          4 | Propose une stratégie marketing pour une startup
          4 | Écrivez un poème sur l'automne
          4 | Comparez Kafka et RabbitMQ
          4 | Rédige une nouvelle stratégie de marque
          """)
  void french(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          0 | 今天天气怎么样
          0 | 帮我设一个早上七点的闹钟
          0 | 你好
          1 | 请把这段代码格式化
          1 | 把下面这句话翻译成英文：我饿了。
          1 | 给这个函数添加注释
          1 | 不要重新设计架构，只把变量x重命名为count
          1 | 修正这段文字里的错别字
          0 | 谁画了蒙娜丽莎？
          1 | 请帮我重命名这个变量
          2 | 用Python写一个函数，判断一个数是否为质数
          2 | 请编写一个SQL查询，找出前十名客户
          2 | 写一个把摄氏度转换成华氏度的函数
          2 | 请写一个反转链表的函数
          3 | 实现一个带数据库和登录认证的待办事项应用
          3 | 写三个函数：读取文件、校验、写回
          4 | 设计一个支持百万用户的秒杀系统
          4 | 写一首关于秋天的诗
          4 | 写一篇关于人工智能的文章
          4 | 为新咖啡品牌制定市场营销策略
          4 | 请设计一个图书馆的REST API
          4 | 比较React和Vue的优缺点
          4 | 请为电商平台设计系统架构
          """)
  void chinese(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          0 | 明日の天気を教えて
          0 | 7時にアラームをセットして
          0 | ありがとう
          1 | このコードを整形してください
          1 | 次の文を英語に翻訳してください：お腹が空いた。
          1 | この関数にコメントを追加してください
          1 | 設計は変えずに、変数名だけ変更してください
          1 | 誤字を直してください
          0 | 日本の首都はどこですか
          1 | 変数名を変更してください
          2 | Pythonで素数かどうかを判定する関数を書いてください
          2 | リストをソートする関数を作成してください
          2 | add関数の単体テストを書いて
          2 | 文字列を反転する関数を書いてください
          3 | データベースと認証を使ったTodoアプリを実装してください
          3 | 銀行口座のクラスを作成して、入金と出金を実装してください
          4 | 秋についての俳句を書いてください
          4 | 数百万人が使うチャットシステムを設計してください
          4 | 新しいコーヒーブランドのマーケティング戦略を立ててください
          4 | ドラゴンの物語を書いて
          4 | ReactとVueを比較してください
          4 | 詩を書いてください
          """)
  void japanese(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          0 | आज मौसम कैसा है
          0 | सुबह सात बजे का अलार्म लगाओ
          0 | नमस्ते
          1 | इस कोड को फॉर्मेट करो
          1 | इस वाक्य का अंग्रेज़ी में अनुवाद करें: मुझे भूख लगी है।
          1 | इस फ़ंक्शन में टिप्पणियाँ जोड़ो
          1 | आर्किटेक्चर मत बदलो, बस वेरिएबल का नाम बदलो
          1 | इस पैराग्राफ में वर्तनी की गलतियाँ ठीक करो
          0 | मोना लिसा किसने बनाई?
          1 | इस कोड में टिप्पणियाँ जोड़ें
          2 | Python में एक फ़ंक्शन लिखो जो बताए कि संख्या अभाज्य है या नहीं
          2 | शीर्ष दस ग्राहकों के लिए एक SQL क्वेरी लिखें
          2 | एक फंक्शन लिखिए जो दो संख्याएँ जोड़े
          3 | डेटाबेस और लॉगिन के साथ एक टूडू ऐप बनाओ
          3 | बैंक खाते के लिए एक क्लास लिखो जिसमें जमा और निकासी हो
          4 | लाखों उपयोगकर्ताओं के लिए एक चैट सिस्टम डिज़ाइन करें
          4 | शरद ऋतु पर एक कविता लिखें
          4 | एक नए ब्रांड के लिए मार्केटिंग रणनीति बनाओ
          4 | ड्रैगन के बारे में एक कहानी सुनाओ
          4 | React और Vue की तुलना करो
          4 | बारिश पर एक कविता लिखिए
          """)
  void hindi(int tier, String prompt) {
    assertThat(judge(prompt).tier().level()).isEqualTo(tier);
  }
}
