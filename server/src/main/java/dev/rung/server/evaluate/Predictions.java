package dev.rung.server.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** Predictions as other programs read them: one JSON object per line, without the prompt. */
public final class Predictions {
  private static final JsonFactory JSON = new JsonFactory();

  private Predictions() {}

  public static String jsonLines(List<Judged> judged) {
    return judged.stream().map(one -> line(one) + "\n").collect(Collectors.joining());
  }

  private static String line(Judged one) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("id", one.prompt().id());
      json.writeNumberField("tier", one.predicted().tier().level());
      json.writeNumberField("before", one.predicted().likeliest().level());
      json.writeNumberField("confidence", one.predicted().confidence());
      json.writeStringField("rule", one.predicted().rule());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
