package dev.rung.classifier;

import java.util.Locale;
import java.util.Set;

/**
 * Words that head a line and say what it is: "Passage: ...", "Sentence 2: ...", "Question: ...".
 */
final class Labels {
  private static final int LONGEST = 14;

  /** What stands behind such a word is looked at, and asks for nothing. */
  private static final Set<String> MATERIAL =
      Set.of(
          ("text passage context article paragraph review sentence premise hypothesis document"
                  + " abstract tweet comment message email story dialogue dialog claim evidence"
                  + " statement conversation transcript excerpt news headline post facts record"
                  + " abschnitt kontext artikel satz bewertung rezension nachricht prämisse hypothese"
                  + " aussage auszug beleg behauptung meldung kommentar texto pasaje contexto artículo"
                  + " párrafo reseña frase oración mensaje premisa hipótesis fragmento comentario"
                  + " texte contexte paragraphe avis phrase prémisse hypothèse extrait énoncé"
                  + " testo brano contesto recensione trecho avaliação текст отрывок контекст отзыв"
                  + " предложение 文本 段落 文章 原文 句子 评论 材料 上下文 前提 假设 案情 内容 新闻 对话"
                  + " 本文 文 文脈 レビュー 記事 仮説 会話 지문 본문 문장 리뷰 문맥 기사 전제 가설"
                  + " गद्यांश पाठ वाक्य समीक्षा संदर्भ अनुच्छेद लेख कथन")
              .split(" "));

  private static final Set<String> QUESTION =
      Set.of(
          ("question q query task instruction frage aufgabe pregunta tarea consigne tâche domanda"
                  + " pergunta вопрос задание 问题 问 任务 質問 問 問い 設問 질문 문제 प्रश्न सवाल")
              .split(" "));

  private Labels() {}

  /** What a label says of what stands behind it. */
  enum Label {
    NONE,
    MATERIAL,
    QUESTION
  }

  /** Where the colon of a trimmed line's label stands; -1 where it has none. */
  static int colon(String text, int start, int end) {
    int most = Math.min(end, start + LONGEST);
    for (int at = start; at < most; at++) {
      char c = text.charAt(at);
      if (c == ':' || c == '：') {
        return at > start ? at : -1;
      }
      if (!Letters.inWord(c) && c != ' ' && c != '*') {
        return -1;
      }
    }
    return -1;
  }

  /** What the words before the colon say; a number or a letter behind them counts them. */
  static Label of(String text, int start, int colon) {
    int from = start;
    while (from < colon && text.charAt(from) == '*') {
      from++;
    }
    int to = from;
    while (to < colon && Letters.inWord(text.charAt(to)) && !isDigit(text.charAt(to))) {
      to++;
    }
    if (!isCount(text, to, colon)) {
      return Label.NONE;
    }
    String word = text.substring(from, to).toLowerCase(Locale.ROOT);
    if (MATERIAL.contains(word)) {
      return Label.MATERIAL;
    }
    return QUESTION.contains(word) ? Label.QUESTION : Label.NONE;
  }

  private static boolean isCount(String text, int from, int to) {
    int counted = 0;
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      counted += c == ' ' || c == '*' ? 0 : 1;
      if (counted > 1) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
