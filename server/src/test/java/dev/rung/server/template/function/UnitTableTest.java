package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTableTest {
  private final UnitTable units = UnitTable.builtIn();
  private final UnitConversion conversion = new UnitConversion(units);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1     | mile             | km          | 1 mi = 1.609344 km",
        "1     | nautical mile    | m           | 1 nmi = 1852 m",
        "1     | lb               | g           | 1 lb = 453.59237 g",
        "100   | °C               | K           | 100 °C = 373.15 K",
        "98.6  | F                | C           | 98.6 °F = 37 °C",
        "0     | K                | ° F         | 0 K = -459.67 °F",
        "1     | gallon           | l           | 1 US gal = 3.785411784 l",
        "1     | imperial gallon  | l           | 1 imp gal = 4.54609 l",
        "36    | km/h             | m/s         | 36 km/h = 10 m/s",
        "1     | knot             | km/h        | 1 kn = 1.852 km/h",
        "1     | GiB              | MiB         | 1 GiB = 1024 MiB",
        "1     | GB               | MB          | 1 GB = 1000 MB",
        "8     | Mb               | MB          | 8 Mbit = 1 MB",
        "1     | week             | hours       | 1 wk = 168 h",
        "1     | oz               | ml          | 1 US fl oz = 29.5735295625 ml",
        "1     | oz               | g           | 1 oz = 28.349523125 g",
        "-5    | m                | cm          | -5 m = -500 cm",
        "1     | acre             | sq ft       | 1 ac = 43560 ft²",
        "1     | atm              | hPa         | 1 atm = 1013.25 hPa",
        "1     | kWh              | MJ          | 1 kWh = 3.6 MJ",
        "1     | MJ               | mJ          | 1 MJ = 1000000000 mJ",
        "1     | kgf              | N           | 1 kgf = 9.80665 N",
        "90    | degrees          | rad         | 90° ≈ 1.57079632679 rad",
        "6000  | rpm              | Hz          | 6000 rpm = 100 Hz",
        "5     | l/100km          | km/l        | 5 l/100 km = 20 km/l",
        "20    | km/l             | l/100 km    | 20 km/l = 5 l/100 km",
        "50    | uk mpg           | mpg         | 50 mpg (imp) ≈ 41.6337092314 mpg (US)",
        "100   | Mbps             | MB/s        | 100 Mbit/s = 12.5 MB/s",
      })
  void convertsByDefinition(String value, String from, String to, String answer) {
    assertThat(convert(value, from, to)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "1, km, kg",
    "1, b, MB",
    "1, ton, kg",
    "-274, C, F",
    "1, m, min",
    "x, m, km",
    "0, mpg, l/100km",
    "-3, l/100km, mpg",
    "1, '', m"
  })
  void refusesWhatDoesNotMeasureTheSame(String value, String from, String to) {
    assertThat(convert(value, from, to)).isEqualTo("none");
  }

  @Test
  void everyUnitConvertsToTheBaseAndBackExactly() {
    Map<String, Integer> unitsOfQuantity = new HashMap<>();
    for (List<String> row : FactTable.read("units.txt", 4)) {
      List<Unit> named = units.named(row.get(1));
      Unit unit = named.getFirst();
      Rational value = Rational.of(7);

      assertThat(unit.symbol()).isEqualTo(row.get(1));
      assertThat(unit.fromBase(unit.toBase(value))).isEqualTo(value);
      unitsOfQuantity.merge(unit.quantity(), 1, Integer::sum);
    }

    assertThat(unitsOfQuantity)
        .containsOnlyKeys(
            "length",
            "area",
            "mass",
            "temperature",
            "volume",
            "speed",
            "data",
            "data rate",
            "time",
            "pressure",
            "energy",
            "power",
            "force",
            "angle",
            "frequency",
            "fuel");
  }

  @Test
  void noNameMeansTwoUnitsOfOneQuantity() {
    assertThat(FactTable.read("units.txt", 4))
        .allSatisfy(row -> {
          for (String name : row.get(3).split(", ", -1)) {
            assertThat(units.named(name))
                .as(name)
                .extracting(Unit::quantity)
                .doesNotHaveDuplicates();
          }
        });
  }

  private String convert(String value, String from, String to) {
    return conversion
        .answer(new Arguments(Map.of("value", value, "from", from, "to", to)))
        .orElse("none");
  }
}
