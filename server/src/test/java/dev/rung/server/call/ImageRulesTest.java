package dev.rung.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageRulesTest {
  private static final int MEBIBYTE = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://host/cat.png",
        "HTTP://host/cat.png",
        "data:image/png;base64,AQID",
        "data:image/png;base64,AQIDBA==",
        "DATA:IMAGE/PNG;base64,AQIDBAU=",
        "data:image/svg+xml;base64,+/+/",
        "data:image/vnd.ms-photo;base64,AQID",
        "data:image/png;base64,AQ",
        "data:image/png;base64,AQI",
        "data:image/png;charset=utf-8;base64,AQID",
        "data:image/png;name=a.png;charset=utf-8;base64,AQ"
      })
  void takesAnAddressOrAnImage(String uri) {
    assertThat(wrong(uri)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:",
        "data:,",
        "data:image/png",
        "data:image/png,AQID",
        "data:image/png;base64",
        "data:image/png;base64,",
        "data:image/png;base64,A",
        "data:image/png;base64,AQIDB",
        "data:image/png;base64,AQIDBA=",
        "data:image/png;base64,=",
        "data:image/png;base64,==",
        "data:image/png;base64,A===",
        "data:image/png;base64,====",
        "data:image/png;base64,AQ==AQID",
        "data:image/png;base64,A=ID",
        "data:image/png;base64,AQ-_",
        "data:image/png;base64,AQ%3D",
        "data:image/png;base64,AQ ID",
        "data:image/png;base64,AQID\r\n",
        "data:image/png;base64,ÀQID",
        "data:image/png;base64,data:image/png;base64,AQID",
        "data:;base64,AQID",
        "data:image/;base64,AQID",
        "data:image;base64,AQID",
        "data:text/html;base64,AQID",
        "data:application/octet-stream;base64,AQID",
        "data:image/+;base64,AQID",
        "data:image/p ng;base64,AQID",
        "data:image/png\r\nHost: b;base64,AQID",
        "data:text/html;name=image/png;base64,AQID",
        "data:image/png;name=a b;base64,AQID",
        "data:image/png;name=\r\nHost: b;base64,AQID",
        "data:image/\"png\";base64,AQID"
      })
  void refusesDataThatIsNoImageInBase64(String uri) {
    assertThat(wrong(uri)).singleElement().extracting(Violation::field).isEqualTo("uri");
  }

  @Test
  void boundsTheMediaType() {
    assertThat(ImageRules.isType("image/" + "x".repeat(127))).isTrue();
    assertThat(ImageRules.isType("image/" + "x".repeat(128))).isFalse();
  }

  @Test
  void looksThroughAllOfAnImage() {
    String half = "data:image/png;base64," + "AQID".repeat(MEBIBYTE);

    assertThat(wrong(half + "AQID")).isEmpty();
    assertThat(wrong(half + "AQI!")).hasSize(1);
  }

  private static List<Violation> wrong(String uri) {
    Violations violations = new Violations(MEBIBYTE);
    ImageRules.uri("uri", uri, violations);
    return violations.found();
  }
}
