package dev.rung.local.tokenizer;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.lib.Importable;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs templates that came with a checkpoint, which nobody looked through: they read what they are
 * given and write text, of a bounded size in a bounded number of steps. They see no Java object, no
 * file and no class; what a conversation says is never taken for a template.
 */
final class JinjaSandbox {
  /** As transformers calls it. */
  static final String DATE_FUNCTION = "strftime_now";

  private static final int LARGEST_COLLECTION = 100_000;
  private static final int DEEPEST = 20;

  private static final Map<Library, Set<String>> ALLOWED =
      Map.of(
          Library.TAG,
          Set.of(
              "break",
              "call",
              "continue",
              "do",
              "elif",
              "else",
              "endcall",
              "enddo",
              "endfor",
              "endif",
              "endmacro",
              "endraw",
              "endset",
              "for",
              "if",
              "macro",
              "raw",
              "set"),
          Library.FILTER,
          Set.of(
              "abs",
              "bool",
              "capitalize",
              "count",
              "d",
              "default",
              "dictsort",
              "escape",
              "first",
              "float",
              "format",
              "indent",
              "int",
              "join",
              "last",
              "length",
              "list",
              "lower",
              "map",
              "reject",
              "rejectattr",
              "replace",
              "reverse",
              "round",
              "safe",
              "select",
              "selectattr",
              "sort",
              "string",
              "sum",
              "title",
              "tojson",
              "trim",
              "truncate",
              "unique",
              "upper"),
          Library.FUNCTION,
          Set.of(":range", ":namespace"));

  private JinjaSandbox() {}

  /**
   * An engine for the templates of one model. Safe for many threads.
   *
   * @param clock for templates that tell the model what day it is
   */
  static Jinjava create(InstantSource clock) {
    Jinjava jinja = new Jinjava(config(clock, notAllowed()));
    jinja.registerTag(new LoopTag());
    jinja.registerTag(new GenerationTag());
    jinja.registerFilter(new JsonFilter());
    jinja.registerFilter(new ItemsFilter());
    Context context = jinja.getGlobalContext();
    context.getAllFilters().stream().map(CountedFilter::new).forEach(jinja::registerFilter);
    jinja.registerFunction(
        new ELFunctionDefinition(
            "", "raise_exception", JinjaFunctions.class, "refuse", Object.class));
    jinja.registerFunction(
        new ELFunctionDefinition("", DATE_FUNCTION, JinjaFunctions.class, "date", String.class));
    jinja.registerFunction(
        new ELFunctionDefinition(
            "", "namespace", JinjaFunctions.class, "namespace", Object[].class));
    return jinja;
  }

  private static JinjavaConfig config(InstantSource clock, Map<Library, Set<String>> disabled) {
    return JinjavaConfig.newBuilder()
        .withNestedInterpretationEnabled(false)
        .withElResolver(new PythonResolver())
        .withDisabled(disabled)
        .withDateTimeProvider(clock::millis)
        .withProcessors(
            JinjavaProcessors.newBuilder()
                .withNodePreProcessor(
                    (node, interpreter) -> JinjaFunctions.budget(interpreter).step(1))
                .build())
        .withMaxOutputSize(TextLength.MOST)
        .withMaxStringLength(TextLength.MOST)
        .withMaxListSize(LARGEST_COLLECTION)
        .withMaxMapSize(LARGEST_COLLECTION)
        .withRangeLimit(LARGEST_COLLECTION)
        .withMaxRenderDepth(DEEPEST)
        .withMaxMacroRecursionDepth(DEEPEST)
        .withLegacyOverrides(
            LegacyOverrides.newBuilder()
                .withEvaluateMapKeys(true)
                .withIterateOverMapKeys(true)
                .withUsePyishObjectMapper(true)
                .withUseNaturalOperatorPrecedence(true)
                .withParseWhitespaceControlStrictly(true)
                .withAllowAdjacentTextNodes(true)
                .withUseTrimmingForNotesAndExpressions(true)
                .withKeepNullableLoopValues(true)
                .build())
        .build();
  }

  /** Whatever the library has that is not on the lists. */
  private static Map<Library, Set<String>> notAllowed() {
    Context all = new Jinjava().getGlobalContext();
    Map<Library, Set<String>> disabled = new EnumMap<>(Library.class);
    disabled.put(Library.TAG, others(Library.TAG, all.getAllTags()));
    disabled.put(Library.FILTER, others(Library.FILTER, all.getAllFilters()));
    disabled.put(Library.FUNCTION, others(Library.FUNCTION, all.getAllFunctions()));
    return disabled;
  }

  private static Set<String> others(Library library, Collection<? extends Importable> all) {
    return all.stream()
        .map(Importable::getName)
        .filter(name -> !ALLOWED.getOrDefault(library, Set.of()).contains(name))
        .collect(Collectors.toSet());
  }
}
