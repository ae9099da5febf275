package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreTableTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "HOME=/home/ada, /home/ada/.local/state/rung",
    "HOME=/home/ada XDG_STATE_HOME=/state, /state/rung",
    "HOME=/home/ada XDG_STATE_HOME=/state STATE_DIRECTORY=/var/lib/rung, /var/lib/rung",
    "STATE_DIRECTORY=/var/lib/rung:/var/lib/other, /var/lib/rung",
    "HOME=/home/ada RUNG_STORE_FOLDER=/own, /own",
    "HOME=/home/ada RUNG_STORE_FOLDER=off, memory",
    "TERM=dumb, memory",
  })
  void stateHasItsUsualPlaceUnlessOneIsGiven(String variables, String place) throws Exception {
    Map<String, String> environment =
        Arrays.stream(variables.split(" ", -1))
            .map(variable -> variable.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

    StoreTable read = Loading.environment(environment).store();

    assertThat(read.folder().map(Object::toString).orElse("memory")).isEqualTo(place);
  }
}
