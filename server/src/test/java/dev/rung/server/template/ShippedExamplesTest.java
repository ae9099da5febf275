package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.template.function.TemplateFunctions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every example and every near miss that the shipped files hold. */
class ShippedExamplesTest {
  private final TemplateEngine engine = Engines.builtIn();

  private final List<TemplateEntry> entries =
      BuiltInTemplates.readWithExamples(TemplateFunctions.builtIn(Engines.CLOCK, Engines.random()));

  @TestFactory
  Stream<DynamicTest> answersEveryExampleAsWritten() {
    return entries.stream()
        .flatMap(entry ->
            entry.examples().stream().map(example -> answers(entry.template().name(), example)));
  }

  @TestFactory
  Stream<DynamicTest> leavesEveryNearMissToAModel() {
    return entries.stream()
        .flatMap(entry ->
            entry.misses().stream()
                .map(miss ->
                    DynamicTest.dynamicTest(
                        entry.template().name() + ": " + miss.text(),
                        () -> assertThat(engine.answer(miss.text())).isEmpty())));
  }

  @Test
  void everyTemplateHasExamplesAndNearMisses() {
    assertThat(entries)
        .allSatisfy(entry -> {
          assertThat(entry.examples()).as(entry.template().name()).isNotEmpty();
          assertThat(entry.misses()).as(entry.template().name()).hasSizeGreaterThan(1);
        });
  }

  @Test
  void nothingButExamplesIsLeftOutAtAStart() {
    List<TemplateEntry> atStart =
        BuiltInTemplates.read(TemplateFunctions.builtIn(Engines.CLOCK, Engines.random()));

    assertThat(atStart)
        .allSatisfy(entry -> {
          assertThat(entry.examples()).isEmpty();
          assertThat(entry.misses()).isEmpty();
        })
        .extracting(entry -> parts(entry.template()))
        .containsExactlyElementsOf(entries.stream().map(entry -> parts(entry.template())).toList());
  }

  /** What a template shows of itself; that its patterns are whole, the examples show. */
  private static List<Object> parts(Template template) {
    return List.of(
        template.name(),
        template.keywords(),
        template.phrases().isEmpty(),
        template.heads().isEmpty(),
        template.except().isEmpty());
  }

  private DynamicTest answers(String name, Example example) {
    String request = example.request().text();
    return DynamicTest.dynamicTest(
        name + ": " + request,
        () -> {
          TemplateAnswer answer = engine.answer(request).orElseThrow();

          assertThat(answer.template()).isEqualTo(name);
          assertThat(answer.text()).isNotBlank().isEqualTo(example.answer().orElse(answer.text()));
        });
  }
}
