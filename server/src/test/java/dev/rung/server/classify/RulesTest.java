package dev.rung.server.classify;

import static dev.rung.server.classify.Judging.decisive;
import static dev.rung.server.classify.Judging.judge;
import static dev.rung.server.classify.Judging.signals;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule by its name: what it fires on, and what looks alike but is not its own. */
class RulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          assistant_command  | 0 | set a timer for five minutes
          assistant_command  | 0 | flip a coin
          small_talk         | 0 | hello there
          small_talk         | 0 | do you like long walks
          small_talk         | 0 | tell me a joke
          small_talk         | 0 | Raconte-moi une blague
          small_talk         | 0 | Erzähl mir einen Witz
          small_talk         | 0 | 讲个笑话
          small_talk         | 0 | एक चुटकुला सुनाओ
          question_on_lines  | 1 | Welches Wort passt nicht?\\nEule, Krähe, Forelle, Zaunkönig
          question_on_lines  | 1 | どれが魚ですか？\\nふくろう、からす、ます、みそさざい
          announced_text     | 1 | Mehrzahl von: Ochse, Maus, Gans
          announced_text     | 1 | 英語にすると：船は朝早く出た
          announced_sentence | 1 | Registre de ce message : eh bien bravo, le toit est parti, et la chèvre a mangé tous les billets
          quoted_question    | 1 | What is odd about “she don't know where her shoes is”?
          brief_question     | 0 | should cats drink milk?
          brief_making       | 0 | créez un appel
          brief_way          | 0 | how can I use my points?
          small_order        | 0 | borra el último apunte
          long_command       | 0 | Remind me on Thursday afternoon about the appointment with the veterinarian downtown
          summary            | 2 | Der Hafen wurde im Herbst von Hand gegraben, und die Steine kamen auf Maultieren von den Hügeln. Neun Jahre später lag das erste Schiff darin, und die Leute im Dorf feierten drei Tage lang. Heute fahren von hier die Fähren zu den Inseln ab, im Sommer jede Stunde.\\n\\nKurze Zusammenfassung bitte.
          summary            | 2 | The harbour was dug by hand in nine years, and the stones were brought down from the hills by mules. When the first ship lay in it the village danced for three days. Today the ferries to the islands leave from here, in summer once an hour.\\n\\nTL;DR?
          trait_of_text      | 1 | Sentiment of this tweet: somebody should invent a robot that tells my cat a story and lets me sleep until noon
          trait_of_text      | 1 | Sprache dieses Satzes: Jutro pojedziemy nad morze
          next_to_nothing    | 0 | 잘 지내요
          next_to_nothing    | 0 | مرحبا يا صديقي
          named_design       | 4 | Design the Ferrybook chat function
          told_component     | 3 | A game for two players on one phone, in which ships are placed in turns, with a score for each evening
          measured_composition | 2 | Write an email of 80 words to my landlord
          longer_code_remark | 2 | quite slow here\\nint a = f(y);\\nint b = f(a);\\nint c = f(b);\\nint d = f(c);
          catchphrase        | 0 | olive harvest in the far south in 2019
          judgement          | 1 | Ist diese Bewertung positiv oder negativ: Die Suppe war kalt
          judgement          | 1 | is this review positive or negative: the soup was cold
          formatting         | 1 | Please reformat this file with proper indentation
          formatting         | 1 | Could you indent this? if(x){y();}
          correction         | 1 | Fix the typos in this readme
          correction         | 1 | Proofread my essay: I has a dog.
          renaming           | 1 | Rename the variable x to count\\n```\\nint x = 1;\\n```
          comment_generation | 1 | Write a Javadoc comment for this method:\\nint f() { return 1; }
          comment_generation | 1 | Document this:\\n```java\\nint f() { return 1; }\\n```
          conversion         | 1 | Convert this to uppercase: we design a platform
          simple_refactor    | 1 | Simplify this:\\n```py\\nif x == True:\\n    return True\\n```
          trivial_edit       | 1 | Remove unused imports from this file
          code_summary       | 1 | what does this do?\\n```js\\nconst f = a => a + 1;\\n```
          code_summary       | 1 | Summarize this in one line.\\nint f(int a) { return a + 1; }
          passage_question   | 1 | The choir was founded by a teacher in 1921. It sang in the church at first, and after the fire in the hall of the school. Today it has sixty members, of whom most live in the villages around the lake. Who founded the choir?
          passage_question   | 1 | What destroyed the east wing?\\n\\nThe house was the seat of a family of merchants. In the second half of the century it served as a school and as a post office. A fire destroyed the east wing, and it was never built up again.
          passage_question   | 1 | El puente se inauguró en otoño. Al norte el valle limita con una cadena de colinas. La mayoría de los habitantes trabajaba en la cantera, que cerró tras la inundación. La fiesta dura nueve días y se celebra cada dos años.\\n\\n¿Cuánto dura la fiesta?
          passage_question   | 1 | 合唱团由一位教师在湖边的小镇创办，最初在教堂里演唱，火灾之后搬到学校的礼堂。后来这座房子先后用作学校、邮局和电影院。该节日每两年举办一次，持续九天，来自各地的游客都会乘火车前来参加。\\n\\n合唱团是谁创办的？
          brief_way          | 0 | What is the capital of France?
          brief_way          | 0 | who wrote hamlet
          utterance          | 0 | Name the largest planet
          label              | 1 | 感情分類（positive / negative）：部屋は広かったです。
          label              | 1 | Classify as spam or not spam: "You have won a boat, write to us today"
          extraction         | 2 | Extract the names and the dates: Ana comes on 5 May, Ben on the 9th
          summary            | 2 | 请概括下面的对话。\\n\\n客服：您好，请问有什么可以帮您？\\n用户：我的订单还没有到\\n客服：我帮您查一下\\n用户：好的，谢谢
          formulas           | 3 | Compute $\\frac{1}{2} + \\sqrt{3}$ and give its square
          formulas           | 3 | 已知$x^2+y^2=1$，求$x+y$的最大值。
          class_stub         | 3 | class Tides:\\n    def add(self, time):\\n    def next_high(self, now):\\n    def to_csv(self, path):
          exercise           | 2 | 给你一个整数数组 nums ，请你返回其中偶数的和。\\n\\n示例 1：\\n\\n输入：nums = [1,2]\\n输出：2
          exercise           | 2 | Two players take stones from a row in turns, and the last one to move wins. Print the winner.\\n\\nInput\\n3\\nOutput\\nfirst\\nExample 2\\n4
          function_design    | 3 | 设计一个表示分数的类。这个类用两个整数分别表示分子和分母，运算后应该化简为最简形式，并支持加减乘除和比较。用Java代码实现
          single_function    | 2 | What is the ratio of late to punctual flights for each month? Write the query for PostgreSQL.
          architecture       | 4 | Design Flash Sale\\n===\\n\\n# Problem\\nA shop sells few things to many people at a fixed hour, and the team wants a document about it that tells how the parts work together.\\n\\n# Requirements\\n## Core\\nNobody may buy what is gone, everybody may try, and the text of the page must say how many are left at any time of the day or the night.\\n## Other\\nThe costs are to stay low, and the owners of the shop want to see in a report who bought what, where they live and how they paid for it. Would you build it yourself?
          single_metric      | 1 | What is the average live weight of a Ross 308 broiler at 35 days of age?
          short_contrast     | 2 | What is the difference between TCP and UDP?
          plain_question     | 1 | Which small bird of the northern marshes sleeps upside down in winter?
          plain_question     | 1 | What is the usual cause of a stiff neck in the morning, and what helps?
          decision           | 4 | We want to sell our sewing machines in Norway. What should the first two years of that look like?
          plain_question     | 1 | Why is my bread so dense although I use fresh yeast and let it rise all night?
          contrast           | 3 | What is the difference between a crow and a raven, and how did it come about?
          own_matter         | 0 | When does my contract end?
          own_matter         | 0 | Who is my manager?
          short_how          | 2 | Why is the sky blue?
          short_factual      | 0 | How many legs does a spider have?
          case               | 3 | I earn 2400 a month, owe 6200 at 19 percent, have saved 1100 and want a flat in 3 years, so tell me month by month what to pay first
          case               | 3 | Plan a trip of 9 days by train for 2 adults and a child, with no leg above 5 hours and a budget of 2300 euros, and say what to book first
          long_case          | 3 | The mill grinds 40 sacks a day and the barge takes 12 at a time. It leaves every 3 hours from 6 to 18, save on feast days, of which there are 9 in the year, and the miller pays 5 coins for each trip. Say how many trips a year are worth it.
          function_and_more  | 3 | Write a script that syncs two folders, with retries and unit tests
          named_strategy     | 4 | Campaign strategy for a vote on a new tram line through the old town
          on_passage         | 2 | In a line: “The harbour was dug by hand in nine years, and the stones were brought down from the hills by mules, of which each had a name that the village still knows, though no house is left there today.”
          riddle             | 3 | Three brothers keep the mill, and one of them never tells the truth. Ugo says that Ivo was not at the river. Ivo says that Aldo was not at home. Aldo says nothing at all, and the sack of flour is gone since the morning. Who has taken it?
          riddle             | 3 | 雪夜里山庄住着五个人，画在停电时不见了。甲说他不在楼上，乙说他没有听到门响，丙的鞋底没有雪。丁说他不认识那幅画，戊说谁也没有出去，管家说地窖里没有水，厨师说晚饭以后没有人来过厨房。只有小偷说谎，其他的人都说真话。画是谁偷的？
          under_50_lines     | 2 | Make this safe for several threads, keep the order of the lines as it is, and say what you have changed\\n```js\\nlet total = first + second;\\n```
          on_quotation       | 1 | 「電車」を英語に
          on_quotation       | 1 | „Ohrwurm“ auf Englisch
          composition        | 2 | a short apology to a neighbour for the noise
          composition_to_wishes | 2 | Write an email to my landlord in which I tell him, politely but firmly, that the heating has been off since Monday
          catchphrase        | 0 | olive harvest and mill prices in the south in 2019
          comparison         | 4 | Compare Ross 308 and Cobb 500 on feed conversion
          single_function    | 2 | Write a Python function that reverses a linked list
          single_function    | 2 | Write a SQL query for the ten best customers
          simple_test        | 2 | Write a unit test for the date parser
          translation        | 1 | Translate to German: a distributed platform
          under_50_lines     | 2 | Add error handling\\n```js\\nfunction f(a) { return JSON.parse(a); }\\n```
          integration        | 3 | Add OAuth and a PostgreSQL database to the shop
          multi_function     | 3 | Implement a todo app with a frontend and a backend
          multi_function     | 3 | Write helper functions for dates and for money
          multi_function     | 3 | Write a Python class for a bank account
          defect_report      | 3 | It died\\n\\tat com.acme.Shop.open(Shop.java:12)\\n\\tat com.acme.Main.main(Main.java:3)
          defect_report      | 3 | Our payments service throws a NullPointerException at startup since we upgraded Spring to 3.2; find out why and fix it
          defect_report      | 3 | Seit dem Update stürzt die App beim Speichern ab, finde den Fehler und behebe ihn
          defect_report      | 3 | The parser raises a wrong exception\\n```\\nparse('x')\\n```
          architecture       | 4 | Design Twitter.
          architecture       | 4 | How would you design a rate limiter for a public network?
          architecture       | 4 | Build a scalable chat platform
          api_design         | 4 | Design a REST API for a bookstore
          strategy           | 4 | Develop a marketing strategy for a startup
          creativity         | 4 | Write a short story about a robot
          creativity         | 4 | Imagine a town without any roads
          code_matter        | 2 | a way to turn nested tuples into flat ones in haskell, for a list that may well be empty
          code_idiom         | 1 | a random number between 1 and 10 that leans to the low end, in javascript
          brief_rest         | 2 | The bees came back to the old garden before anybody had thought of it
          service_request    | 0 | I am still waiting for the refund of the ticket that I returned in the second week of May
          role_play          | 4 | Imagine you are a pirate and greet the crew
          role_play          | 4 | You are an old sailor. Tell me of the sea.
          role_play          | 4 | Eres un mago cansado. Saluda a los viajeros.
          table_query        | 2 | boats(id, name, length) trips(boat_id, day)\\nWhich boat went out most often?
          table_query        | 2 | CREATE TABLE herd (id INT, name TEXT, born DATE);\\nWrite a query for the oldest cow.
          code_review        | 3 | Review this for correctness:\\n```java\\nint f(int a) { return a / 0; }\\n```
          short_how          | 2 | Warum ist der Himmel blau?
          short_how          | 2 | 空はなぜ青いの？
          short_sum          | 2 | A boat makes 12 km an hour. How far is it in 4 hours?
          named_factual      | 0 | In which year did Norah Field sail round Cape Horn?
          single_metric      | 1 | Wie hoch ist der Preis für eine Tonne Weizen in der Stadt im Mai?
          words_on_quotation | 1 | git way to “take it all back”
          about_quotation    | 1 | Which of its letters is silent in “knight”, and since when is it so?
          brief_invention    | 4 | Write as the last stone of a bridge that fell into the river
          own_catchphrase    | 0 | I have run out of patience with the river
          code_question      | 0 | is there a vim plugin for haskell?
          code_to_show       | 2 | Show in bash which ten folders of my disk hold most of the files that nobody opened
          sentence_of_text   | 2 | Tell the people of the lower village something about the bread that lies on the stone in the yard of the old mill by the river
          large_matter       | 4 | Boats and carts that millions of people along the lake share all year round, and nobody ever waits for one of them
          tale               | 4 | The bread lay on the stone in the yard of the old mill. Nobody had put it there. The river went by in the dark.
          catchwords         | 0 | peach prices in the north in 2021
          """)
  void fires(String rule, int tier, String prompt) {
    Classification judged = judge(prompt);

    assertThat(decisive(judged)).isEqualTo(rule);
    assertThat(judged.tier().level()).isEqualTo(tier);
    assertThat(judged.signals().getFirst().name()).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          assistant_command  | Write a function for a timer
          assistant_command  | Compare the weather of Paris with that of Rome
          small_talk         | hello, please write a parser
          small_talk         | Can you explain to me how you would go about proving the four colour theorem
          formatting         | Write a function that formats a date
          formatting         | What format does this file have?
          formatting         | Clean up our architecture
          correction         | Correct the bug that crashes the shop
          correction         | What is a typo?
          renaming           | How do I rename a branch?
          renaming           | Write a tool to rename files
          comment_generation | What are comments for?
          comment_generation | Write a parser for comments
          conversion         | Write a program to convert numbers
          simple_refactor    | Refactor these modules into services for scalability
          trivial_edit       | The import fails with an error when the version is missing
          code_summary       | what does a compiler do?
          riddle             | The choir was founded by a teacher in 1921. It sang in the church at first, and after the fire in the hall of the school. Today it has sixty members, of whom most live in the villages around the lake. Who founded the choir?
          passage_question   | Three brothers keep the mill, and one of them never tells the truth. Ugo says that Ivo was not at the river. Ivo says that Aldo was not at home. Aldo says nothing at all, and the sack of flour is gone since the morning. Who has taken it?
          word_problem       | Ann is not older than 12, and Bo is not as old as Cy, who is 3 years younger than Ann. How old can Bo be at most?
          short_how          | Why was my card of last week not accepted?
          short_how          | How do I find the blue sky?
          short_sum          | How many legs does a spider have?
          named_factual      | explain who Norah Field was?
          brief_invention    | Write to the old stone of the bridge at 10 in the morning
          code_idiom         | Write a way in haskell to flatten tuples
          code_question      | Haskell or Elm?\\nx = 1
          tale               | The bread lay on 3 stones, 4 of 9 were wet. Two sacks stood by, and 12 men went on. The river went by in the dark.
          service_request    | Write that I still have not received the new card
          short_factual      | Show me how to build a compiler
          short_factual      | Explain quantum entanglement
          short_factual      | How do I write a parser?
          short_factual      | What would a good plan look like if we had three months, two people and no money at all?
          single_metric      | Write a function that returns the average
          comparison         | Write a function to compare two strings
          comparison         | Make this read better
          single_function    | Write functions to read and write files
          single_function    | Write three functions that store users in a database
          simple_test        | Write integration tests for the database
          translation        | Write a translator
          under_50_lines     | Design a platform around this\\n```\\nint x;\\n```
          integration        | What is OAuth?
          multi_function     | Design a module system
          multi_function     | Write a story about modules
          defect_report      | What is an exception?
          defect_report      | Write a poem about a bug
          architecture       | What is design thinking?
          architecture       | Design a function that adds numbers
          api_design         | Write a function that calls an API
          strategy           | What is a strategy?
          creativity         | Summarize this story
          creativity         | Who wrote this poem?
          creativity         | Write a script that renames files
          """)
  void doesNotFire(String rule, String prompt) {
    Classification judged = judge(prompt);

    assertThat(signals(judged)).doesNotContain(rule);
  }

  @Test
  void mediumSizedCodeIsTierThree() {
    String code = "```java\\n" + "int total = first + second;\\n".repeat(120) + "```";

    Classification judged = judge("Make the sums overflow safely\\n" + code);

    assertThat(decisive(judged)).isEqualTo("under_200_lines");
    assertThat(judged.tier().level()).isEqualTo(3);
  }

  @Test
  void oneChangeToASmallFileIsTierTwo() {
    String code = "```java\n" + "int total = first + second;\n".repeat(90) + "```";

    assertThat(decisive(judge("Add a check for overflow\n" + code))).isEqualTo("one_change");
  }

  @Test
  void namesAreUnique() {
    List<String> names = RuleList.of(ClassifySettings.DEFAULT).stream().map(Rule::name).toList();

    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void everyRuleThatFiresIsASignalAndOnlyTheFirstDecides() {
    Classification judged =
        judge("Write a Javadoc comment for this function\\n```\\nint f() { return 1; }\\n```");

    assertThat(signals(judged)).startsWith("comment_generation").contains("under_50_lines");
    assertThat(judged.signals().getFirst().weight()).isPositive();
    assertThat(judged.signals().get(1).weight()).isZero();
    assertThat(judged.signals().get(1).detail()).startsWith("outranked");
  }

  @Test
  void rulesOnFormAreNoSignalWhereAnotherRuleFires() {
    assertThat(signals(judge("olive harvest in the far south in 2019")))
        .startsWith("catchphrase")
        .doesNotContain("brief_rest");
    assertThat(signals(judge("Write a function that tells whether a word is a palindrome")))
        .startsWith("single_function")
        .doesNotContain("brief_rest", "catchphrase");
  }
}
