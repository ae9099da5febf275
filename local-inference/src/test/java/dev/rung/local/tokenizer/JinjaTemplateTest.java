package dev.rung.local.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.Turn;
import dev.rung.local.Turn.Speaker;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaTemplateTest {
  /** Makes a text of 2^20 characters. */
  private static final String MEGABYTE =
      "{% set ns = namespace(x='a') %}{% for i in range(20) %}{% set ns.x = ns.x ~ ns.x %}"
          + "{% endfor %}";

  /** Makes a list that has 2^60 others in it. */
  private static final String DOUBLED =
      "{% set ns = namespace(x=[]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}"
          + "{% endfor %}";

  /** Each takes the first argument. */
  private static final String TEN_PLACES = "%1$s%1$s%1$s%1$s%1$s%1$s%1$s%1$s%1$s%1$s";

  private static final Turn SYSTEM = new Turn(Speaker.SYSTEM, "Be brief.");
  private static final Turn HI = new Turn(Speaker.USER, " Hi {{ 1 + 1 }} ");
  private static final Turn HELLO = new Turn(Speaker.ASSISTANT, "Hello");
  private static final Turn BYE = new Turn(Speaker.USER, "Bye {% if %}\n");
  private static final List<Turn> TALK = List.of(SYSTEM, HI, HELLO, BYE);

  @Test
  void chatMl() throws Exception {
    String template =
        "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' +"
            + " message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}{% if"
            + " add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    assertThat(template(template).render(TALK))
        .isEqualTo(
            """
            <|im_start|>system
            Be brief.<|im_end|>
            <|im_start|>user
             Hi {{ 1 + 1 }} <|im_end|>
            <|im_start|>assistant
            Hello<|im_end|>
            <|im_start|>user
            Bye {% if %}
            <|im_end|>
            <|im_start|>assistant
            """);
  }

  @Test
  void llama2() throws Exception {
    assertThat(rendered("llama2", TALK))
        .isEqualTo(
            "<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\n Hi {{ 1 + 1 }} [/INST] Hello </s>"
                + "<s>[INST] Bye {% if %} [/INST]");
  }

  @Test
  void llama3() throws Exception {
    assertThat(rendered("llama3", TALK))
        .isEqualTo(
            """
            <s><|start_header_id|>system<|end_header_id|>

            Be brief.<|eot_id|><|start_header_id|>user<|end_header_id|>

            Hi {{ 1 + 1 }}<|eot_id|><|start_header_id|>assistant<|end_header_id|>

            Hello<|eot_id|><|start_header_id|>user<|end_header_id|>

            Bye {% if %}<|eot_id|><|start_header_id|>assistant<|end_header_id|>

            """);
  }

  @Test
  void aTemplateMayTellTheDay() throws Exception {
    assertThat(rendered("llama3-dated", List.of(SYSTEM, BYE)))
        .isEqualTo(
            """
            <s><|start_header_id|>system<|end_header_id|>

            Date: 02 Jan 2026

            Be brief.<|eot_id|><|start_header_id|>user<|end_header_id|>

            Bye {% if %}<|eot_id|><|start_header_id|>assistant<|end_header_id|>

            """);
  }

  @Test
  void zephyr() throws Exception {
    assertThat(rendered("zephyr", TALK))
        .isEqualTo(
            """
            <|system|>
            Be brief.</s>
            <|user|>
             Hi {{ 1 + 1 }} </s>
            <|assistant|>
            Hello</s>
            <|user|>
            Bye {% if %}
            </s>
            <|assistant|>
            """);
  }

  @Test
  void mistral() throws Exception {
    assertThat(rendered("mistral", List.of(HI, HELLO, BYE)))
        .isEqualTo("<s>[INST]  Hi {{ 1 + 1 }}  [/INST]Hello</s>[INST] Bye {% if %}\n [/INST]");
  }

  /** Mistral's raises an error for anything but user and assistant by turns. */
  @Test
  void whereATemplateRefusesTheSystemItSpeaksThroughTheUser() throws Exception {
    assertThat(rendered("mistral", List.of(SYSTEM, BYE, BYE)))
        .isEqualTo("<s>[INST] Be brief.\n\nBye {% if %}\n\n\nBye {% if %}\n [/INST]");
  }

  @Test
  void aConversationThatNoTemplateTakesIsRefused() throws Exception {
    JinjaTemplate template = template(source("mistral"));

    assertThatThrownBy(() -> template.render(List.of(HELLO, BYE)))
        .hasMessageStartingWith("the chat template of the model refuses this conversation")
        .hasNoCause()
        .extracting(failure -> ((InferenceException) failure).reason())
        .isEqualTo(Reason.BAD_CONVERSATION);
  }

  @Test
  void thoughtsOfEarlierAnswersAreCut() throws Exception {
    Turn thinking = new Turn(Speaker.ASSISTANT, "<think>\nhm\n</think>\n\nHello ");

    assertThat(rendered("think", List.of(HI, thinking, BYE)))
        .isEqualTo(
            """
            <|im_start|>user
             Hi {{ 1 + 1 }} <|im_end|>
            <|im_start|>assistant
            Hello <|im_end|>
            <|im_start|>user
            Bye {% if %}
            <|im_end|>
            <|im_start|>assistant
            """);
  }

  /** What Jinja 3.1 makes of the same. */
  @Test
  void theLanguageIsThatOfPython() throws Exception {
    assertThat(rendered("python", List.of(SYSTEM, BYE, HELLO, new Turn(Speaker.USER, "\"é\""))))
        .isEqualTo(
            """
             kept
            [q2] [q3]
            1,2,3 ABC abc Abc x|
            c b a+b
            4 "é" user
             yes [] []  x

            system,
            user,assistant,user,
            block x
            {"k": [1, "v", true, null]}
            {"role": "system", "content": "Be brief."}
            tab\tnl\\n q"
            9 3 3 8 2.5

            a and b
            {{ raw }}
            system user assistant user
            2
            bc abcde a cba
            p=1 q=2\s
            p=1\s
            system anon x d
            2 2 1 a|b|c b=c
            genlead
            endnextyes
            last\
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ''.getClass() }}",
        "{{ messages.getClass().getName() }}",
        "{{ messages.append(1) }}",
        "{{ today() }}",
        "{{ super() }}",
        "{{ messages|tojson|render }}",
        "{{ 'x'|log }}",
        "{% include 'logback.xml' %}",
        "{% import 'logback.xml' as x %}",
        "{% extends 'logback.xml' %}",
        "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}",
        "{% set ns = namespace(x='ab') %}{% for i in range(90) %}{% set ns.x = ns.x ~ ns.x %}"
            + "{% endfor %}{{ ns.x }}",
        "{% for m in messages if m.role == 'user' %}{{ m.role }}{% endfor %}",
        "{% for m in messages %}{{ loop.previtem }}{% endfor %}",
        "{{ 'a'.isupper() }}",
        "{{ 'a'.split('') }}",
        "{{ 'a'.join(1) }}",
        "{{ 'a'.startswith(1) }}",
        "{{ {}.pop() }}",
        MEGABYTE + "{{ ns.x.replace('a', ns.x) }}",
        MEGABYTE + "{{ ns.x|replace('a', ns.x) }}",
        MEGABYTE + "{{ [ns.x]|map('replace', 'a', ns.x)|list }}",
        MEGABYTE + "{{ ns.x.join(range(90000)) }}",
        MEGABYTE + "{{ ns.x.split('a') }}",
        MEGABYTE + "{{ ns.x.find('a' ~ ns.x) }}",
        MEGABYTE + "{{ ns.x.strip(ns.x) }}",
        MEGABYTE + "{% for i in range(9000) %}{% set y = ns.x.upper() %}{% endfor %}",
        MEGABYTE + "{% for i in range(9000) %}{% set y = ns.x|upper %}{% endfor %}",
        "{{ '%999999999s'|format('a') }}",
        MEGABYTE + "{% set y = '" + TEN_PLACES + TEN_PLACES + TEN_PLACES + "'|format(ns.x) %}",
        "{{ 'a'|indent(999999999) }}",
        "{{ 'a'|indent(width=999999999) }}",
        "{{ 'a'|split('a') }}",
        DOUBLED + "{{ ns.x|tojson }}",
        DOUBLED + "{{ ns.x|string }}",
        DOUBLED + "{{ [ns.x]|join }}",
        DOUBLED + "{{ ''.join([ns.x]) }}",
        "{% if %}",
        "{% for %}",
      })
  void whatATemplateMayNotDoIsFoundWhenItIsRead(String source) {
    assertThatThrownBy(() -> template(source))
        .hasMessageStartingWith("the chat template cannot be rendered: line")
        .extracting(failure -> ((InferenceException) failure).reason())
        .isEqualTo(Reason.BAD_CHECKPOINT);
  }

  @Test
  void aTemplateThatIsNestedTooDeeplyIsRefused() {
    assertThatThrownBy(() -> template("{{ " + "-".repeat(20_000) + "1 }}"))
        .isInstanceOf(InferenceException.class)
        .hasMessage("the chat template cannot be rendered: it is nested too deeply");
  }

  @Test
  void aFaultDoesNotQuoteAllOfATemplate() {
    assertThatThrownBy(() -> template("{{ 1" + " + 1".repeat(9_000) + " + }}"))
        .isInstanceOf(InferenceException.class)
        .message()
        .hasSizeLessThan(400);
    assertThatThrownBy(() -> template("a".repeat(1_000_001)))
        .hasMessage("the chat template has 1000001 characters; 1000000 is the most");
  }

  /** What counts against hostile templates does not stop a long talk. */
  @Test
  void longTextsAreWritten() throws Exception {
    String text = "A line. ".repeat(200_000);
    List<Turn> talk = List.of(new Turn(Speaker.USER, text), new Turn(Speaker.USER, text));

    String rendered =
        template(
                "{% for m in messages %}{% set c = m.content.strip()|trim %}"
                    + "{% if '</think>' in c %}{{ c.split('</think>')[-1] }}"
                    + "{% else %}{{ c.replace('A', 'B')|upper }}{% endif %}{% endfor %}")
            .render(talk);

    assertThat(rendered).hasSize(2 * text.strip().length()).startsWith("B LINE.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ''.class }}",
        "{{ messages.class.name }}",
        "{{ ____int3rpr3t3r____.config }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ what is left }}",
        "{{ messages[7] }}{{ 'abc'[-4] }}",
      })
  void thereIsNothingBehindAValue(String source) throws Exception {
    assertThat(template(source).render(TALK)).isEmpty();
  }

  /** It may be about a text that was said. */
  @Test
  void aFaultThatOnlyOneConversationShowsIsNotDescribed() throws Exception {
    JinjaTemplate template =
        template("{% if messages|length == 4 %}{{ messages[1].content.nope() }}{% endif %}");

    assertThatThrownBy(() -> template.render(TALK))
        .hasMessage("the chat template cannot be rendered for this conversation")
        .hasNoCause();
  }

  private static String rendered(String name, List<Turn> conversation) throws Exception {
    return template(source(name)).render(conversation);
  }

  private static JinjaTemplate template(String source) throws InferenceException {
    TokenizerConfig config = new TokenizerConfig(Optional.of(source), "<s>", "</s>");
    return JinjaTemplate.of(source, config, () -> Instant.parse("2026-01-02T12:00:00Z"));
  }

  static String source(String name) throws IOException {
    String file = "/chat-templates/" + name + ".jinja";
    try (InputStream in = requireNonNull(JinjaTemplateTest.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
