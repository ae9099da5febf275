package dev.rung.server.classify;

import static dev.rung.server.classify.Judging.judge;
import static dev.rung.server.classify.Judging.signals;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts that look like a rule's own and are not, beside those of {@link RulesTest}. */
class NearMissesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          question_on_lines   | Write a story\\nabout a crow
          question_on_lines   | Which sort is it in Python?\\nsorted(a)
          announced_text      | Marketing strategy: bikes
          announced_text      | Write a function: f(x)
          announced_text      | Hook the shop up: add OAuth and webhooks
          announced_sentence  | Write a message: the boat leaves at noon, bring warm clothes and something to eat
          quoted_question     | How long is „Der Zauberberg“?
          brief_question      | What is the capital of Peru?
          brief_question      | Should I write a poem?
          brief_making        | write a queue
          brief_making        | write something beautiful about the concrete of the harbour
          brief_way           | How do bees build combs?
          brief_way           | How do we scale it?
          small_order         | Replace tea by coffee everywhere
          small_order         | Remove the comma from "tea, and coffee"
          look_up             | Implement base64 encoding in Rust
          long_command        | Design the architecture of an alarm service
          hard_exercise       | Given an array of integers, return the length of the longest run. Example: the input 1 1 2 has the output 2. Constraints: at most 1000 integers are given.
          long_exercise       | Give an example of an input that breaks it
          named_design        | Design a stack for undo
          document_of_system  | What is the architecture of the Colosseum known for?
          told_component      | Write a poem about a game that two brothers play with stones behind the house, with twelve verses
          told_component      | Add a page to the shop
          told_part           | Write three functions that read, check and store orders
          explanation         | Explain to my neighbour how a heat pump can get warmth out of air that is colder than the house
          measured_composition | Write an email to my landlord
          measured_composition | Write a story of 80 words
          code_remark         | quite slow here\\nint a = f(y);\\nint b = f(a);\\nint c = f(b);\\nint d = f(c);
          catchphrase         | design of a harbour
          change_in_text      | Make this safe for several threads, keep the order of the lines as it is, and say what you have changed\\nint total = first + second;
          trait_of_text       | Explain the tone of this: it was a dark night
          trait_of_text       | Which topic is it?
          trait_of_text       | Write a poem on this theme: fog
          next_to_nothing     | напиши
          next_to_nothing     | напишите письмо хозяину дома о печке
          design_wish         | What is design thinking?
          summary             | Shorten this sentence: A summary of the minutes was sent to all.
          case                | A baker sold 48 rolls in the morning, 35 at noon and 12 in the evening, and threw 5 of them away. How many rolls did she sell on that day?
          case                | Write a story about 3 brothers who inherit 2 farms and 900 cows and do not say a word to each other for the next 40 years of their lives
          label               | Extract the names and the dates: Ana comes on 5 May, Ben on the 9th
          formulas            | Pens cost $5 and books cost $6, so who pays more?
          formulas            | The printer shows $x^2$ and $y^2$ wrongly and crashes with an error
          options             | Which bird is it?\\nA. owl\\nB. crow\\nC. raven
          passage_question    | Six films are shown in three rooms, two in each. The oldest comes before the newest. If the comedy is first, the western is last. No room shows both a cartoon and a comedy. Which one could be the order of the films in the second room?\\nA. comedy, western\\nB. cartoon, western\\nC. western, cartoon
          class_stub          | Add a method that clears all\\nclass Tides:\\n    def add(self, time):\\n    def next_high(self, now):\\n    def to_csv(self, path):
          longer_code_remark  | quite slow here
          exercise            | Give an example of an input that breaks it
          long_case           | I have 900 euros, 11 days and no car, and want to see 4 towns by train with no leg above 3 hours, so which way do I go?
          code_summary        | What is the output of f(3)?\\ndef f(a):\\n    return a * 2
          creativity          | nada de poesía, solo la fecha de la batalla
          creativity          | कविता मत लिखो, बस तारीख़ बताओ
          creativity          | Surtout pas de dissertation, juste la date
          creativity          | Accorde les participes : « Les poèmes que nous avons écrit. »
          on_passage          | „Ohrwurm“ auf Englisch
          under_50_lines      | Add error handling
          assistant_command   | Right or wrong spelling: “an alarm goes of at nine in the morning”
          small_talk          | « Bonjour » en norvégien
          own_matter          | When did the war end?
          own_matter          | How do I cook rice?
          assistant_command   | How can we reduce food waste?
          own_how             | How can we reduce food waste?
          word_problem        | Do these two sentences mean the same? 1) The cat sleeps. 2) The cat is asleep.
          long_text           | A title for my essay of 2000 words
          long_text           | The 1863 letters to her sister
          judgement           | Write a function that returns true or false
          judgement           | How do I tell true from false friends?
          judgement           | Explain whether these are true or false, and why.\\nThe moon is a planet.
          study               | What is a study?
          venture             | What is a profit margin? Tell me in a line.
          assignment          | Given an array of integers, return the length of the longest run. Example: the input 1 1 2 has the output 2. Constraints: at most 1000 integers are given.
          assignment          | Given a bag of stones, return the heaviest of them.\\nInput: the stones, one on each line.\\nOutput: the heaviest.\\nExample: see below.\\nConstraints: the stones are whole.\\nIt is said in the village that whoever takes the heaviest stone has to carry it home on the same day, over the hill and along the river, and that nobody may help him with it, not even his brother. It is said in the village that whoever takes the heaviest stone has to carry it home on the same day, over the hill and along the river, and that nobody may help him with it, not even his brother. It is said in the village that whoever takes the heaviest stone has to carry it home on the same day, over the hill and along the river, and that nobody may help him with it, not even his brother. It is said in the village that whoever takes the heaviest stone has to carry it home on the same day, over the hill and along the river, and that nobody may help him with it, not even his brother. \\n- stones from the river\\n- stones from the hill\\n- stones from the sea\\n- stones from the field
          small_talk          | write a joke about the sea
          small_talk          | Erzähl mir eine Geschichte
          judgement           | What are good questions for a beekeeper? Ten of them, no yes-no questions.
          defect_report       | Fix the link on the page of the shop please, and the one below it as well
          defect_report       | Our app has a page of errors, which we show to the people of the village on Mondays
          short_contrast      | Write a function that tells crows from ravens
          short_factual       | How does a spider spin?
          on_quotation        | How long is „Der Zauberberg“?
          few_long_words      | The bread lay on the stone in the yard of the old mill and nobody in the village saw it
          function_and_more   | Write a function that reverses a list
          named_strategy      | What is a marketing strategy?
          composition         | read my new emails
          small_talk          | an old friend of mine says that you and I should one day sail away
          look_up             | Implement base64 encoding in Rust
          look_up             | How do I convert miles in my spreadsheet?
          arithmetic          | Design 3 services for 5 regions
          formatting          | Write a formatter for dates
          formatting          | Don't format the file, only rename x
          correction          | Write a spell checker
          renaming            | Ohne etwas umzubenennen: entwirf die Architektur
          renaming            | Design a naming service
          comment_generation  | Do not add comments, write a function that sorts
          comment_generation  | Comment fonctionne un moteur ?
          translation         | Write a function that translates words
          translation         | Diseña un sistema que traduzca correos
          rewording           | Rewrite the payment service in Go
          extraction          | Write a function that classifies reviews
          extraction          | Implementiere eine Klasse, die Termine extrahiert
          summary             | Write a class that summarizes logs
          long_text           | a macro that splits a text of 3000 words
          long_text           | Write a SQL query for letters longer than 1000 words
          assistant_command   | Design the architecture of an alarm service
          assistant_command   | Write a poem about the weather
          assistant_command   | 写一首关于天气的诗
          small_talk          | hello, design a shop
          small_talk          | Schreib dem Kunden, danke, eine Klasse für Konten
          service_request     | I want to write a parser for my bank statement in Python
          word_problem        | Design 3 services that serve 5000 tenants in 12 regions, and tell which of them holds the orders, please, in the end?
          comparison          | Écris une fonction qui compare deux listes
          contrast            | Write a function that finds the difference of two sets
          short_factual       | Write a haiku
          short_factual       | 设计一个聊天系统？
          single_metric       | Escribe una función que calcule el promedio
          trivial_edit        | Fix the crash that the new version has
          tiny_edit           | Replace the monolith by services that scale to millions
          exercise            | Design a system whose input is an array and whose output is a string, given constraints
          single_function     | Schreibe drei Funktionen zum Lesen, Prüfen und Schreiben
          single_function     | Design the Facebook chat function
          function_design     | Design a queue system
          function_design     | Write a queue
          integration         | Write a haiku about Kafka
          integration         | Add a page to the shop
          simple_test         | What is a unit test?
          defect_report       | What is an exception?
          integration         | Design the integration of two shops
          multi_function      | Write one function
          multi_function      | 写一个函数
          architecture        | Don't design anything new, rename the module
          architecture        | 設計は変えずに、変数名だけ変更してください
          architecture        | What is the architecture of the Colosseum known for?
          api_design          | Document the API
          strategy            | What is a strategy?
          creativity          | Translate this poem
          creativity          | कविता का अनुवाद करो
          terse_chore         | Design a typo checker
          terse_design        | Rename the architecture page
          code_idiom          | Write the Python file
          code_stub           | int x = 1;\\nWrite a story
          decision            | How do I find all files larger than 100 MB that were changed in the last week?
          decision            | My neighbour plays loud music every night, what can I say to him about it?
          plain_question      | explain the moons of the planet?
          case                | The canal was opened in 1895. It is 99 kilometres long and joins two seas. Ten bridges cross it, and the ferries over it have always been free of charge for everybody. Each year some 30,000 ships pass through. When was the canal opened?
          design_question     | Which US state has the longest cave system in the world?
          code_matter         | Which python tests fail?
          own_catchphrase     | The old database of the shop went down before anybody had thought of it
          catchphrase         | Write down what the bees did before anybody had thought of it
          creativity          | Write a small blog with Django, a login page and tests for each file
          decision            | Which bird sings at night in the gardens of the old town?
          code_review         | Review the last season
          catchwords          | design of a harbour
          role_play           | You are a teacher of German. Translate into English: Guten Tag
          role_play           | You are a helpful assistant. Good evening!
          role_play           | Are you a pirate?
          table_query         | Design a schema for a library
          table_query         | He sold three fruits (apples, pears, plums) that day. Was he glad?
          table_query         | What does sum(a, b) return?
          word_problem        | Our import of 300 files fails since version 4 came, 20 errors a day. Why is that so, and what is to be done?
          arithmetic          | bump the parser to 3.1.4
          small_talk          | How would you build something like a public library?
          small_talk          | prix du lait 2021
          assistant_command   | Write a mail that I am late today
          comment_generation  | Schreib einen Kommentar über das neue Stadion für die Zeitung
          design_question     | How would you write a test for it?
          service_request     | Write a letter to my sister
          explanation         | Write a function
          proof               | Write a function that proves a theorem
          composition         | Write an email parser in Python
          composition_to_wishes | Write a story
          composition_to_wishes | Which words begin a letter?
          defect_report       | Find and fix the syntax error\\nint x = 1
          architecture        | Design an outline for a talk about bees
          creativity          | How do I write a good poem? Please be brief.
          defect_report       | The ferry failed us twice in the autumn, when the wind was in the north and the harbour was closed, so that everybody stayed at home and sang, cooked and slept until the sun came back over the hills behind the town
          long_composition    | Write a query for all words of a text in a database, with the name of the author behind each of them, in SQL
          passage_question    | My brother and I have run the shop for ten years. He wants to sell it now, and the bank would give me the money. The rent goes up in autumn and the baker next door has closed. Should I buy his half of it?
          passage_question    | The form loses its lines when somebody goes back. The console tells of an error that comes from the service. It happens with more than one line only, and not on the old version of the page. What is the cause of it?
          passage_question    | The choir was founded by a teacher. It sang in the church at first. After the fire it sang in the hall of the school. Who founded it?
          passage_question    | Summarize this: The choir was founded by a teacher in the town. It sang in the church at first, and after the fire in the hall of the school. Today it has sixty members, of whom most live in the villages around the lake. Who would not like to hear it?
          words_on_quotation  | Which letter is silent in “knight”?
          about_quotation     | Explain “to sleep on it”
          code_to_show        | Show me a function in haskell that flattens tuples
          named_structure     | What is an architecture?
          named_system        | Which system has the most moons?
          imagination         | The mill said nothing of the river
          hinted_factual      | What is the weight at day 35?
          dense_code_remark   | quite slow here\\nint x = f(y);
          lines_beside_text   | The bread lies on the stone in the yard of the old mill
          plain_passages      | The bread lies on the stone in the yard of the old mill
          sentence_of_text    | The bread lies on the stone. Tell nobody in the village of it, for the mill is old and the miller is not.
          announced_matter    | The bread lies on the stone in the yard of the old mill, and nobody in the village has been told of it so far
          large_matter        | How would millions of people along the lake share their boats, carts and tools all year round without a wait?
          long_order          | Remove the bread
          term_question       | what is a spider
          utterance           | kubernetes is broken
          utterance           | 나는 시를 좋아해
          """)
  void doesNotFire(String rule, String prompt) {
    Classification judged = judge(prompt);

    assertThat(signals(judged)).doesNotContain(rule);
  }
}
