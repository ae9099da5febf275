package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDataTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data:image/png;base64,AQID | image/png | AQID",
        "data:image/png;base64,AQIDBA== | image/png | AQIDBA==",
        "data:image/png;base64,AQIDBA | image/png | AQIDBA==",
        "data:image/png;base64,AQIDBAU | image/png | AQIDBAU=",
        "DATA:IMAGE/JPG;base64,AQID | image/jpeg | AQID",
        "data:image/png;charset=utf-8;name=a.png;base64,AQI | image/png | AQI="
      })
  void isWhatProvidersTake(String uri, String mediaType, String base64) {
    ImageData data = ImageData.of(new Part.ImageUri(uri)).orElseThrow();

    assertThat(data).isEqualTo(new ImageData(mediaType, base64));
    assertThat(data.base64()).isEqualTo(base64);
    assertThat(ImageData.address(new Part.ImageUri(uri)))
        .isEqualTo("data:" + mediaType + ";base64," + base64);
  }

  @Test
  void anAddressStaysAsItIs() {
    Part.ImageUri image = new Part.ImageUri("https://host/a;base64,b.png");

    assertThat(ImageData.of(image)).isEmpty();
    assertThat(ImageData.address(image)).isEqualTo("https://host/a;base64,b.png");
  }
}
