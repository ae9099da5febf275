package dev.rung.server.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static Listed listed(Models models) {
    return new Listed(models.build(), Optional.empty());
  }

  @Test
  void findsAModelByNameAndAliasInAnyCase() {
    Roster roster =
        roster(listed(Models.named("claude-sonnet-4-5", Tier.LARGE).aliases("claude", "sonnet")));

    assertThat(roster.find("claude").orElseThrow().model().name()).isEqualTo("claude-sonnet-4-5");
    assertThat(roster.find("CLAUDE-Sonnet-4-5")).isPresent();
    assertThat(roster.find("gpt")).isEmpty();
  }

  @Test
  void findsAModelByItsProvidersIdWhereNobodyHasThatName() {
    Listed away =
        new Listed(Models.named("a", Tier.SMALL).id("lab/Seven").build(), Optional.of("no key"));
    Listed ready = listed(Models.named("b", Tier.SMALL).id("lab/Seven"));
    Listed later = listed(Models.named("c", Tier.LARGE).id("lab/Seven"));
    Listed other = listed(Models.named("d", Tier.LARGE).id("B"));

    Roster roster = roster(away, ready, later, other);

    assertThat(roster.find("LAB/seven")).contains(ready);
    assertThat(roster.find("b")).contains(ready);
  }

  @Test
  void refusesAnAliasThatTwoModelsClaim() {
    Listed first = listed(Models.named("a", Tier.SMALL).aliases("fast"));
    Listed second = listed(Models.named("b", Tier.LARGE).aliases("FAST"));

    assertThatThrownBy(() -> roster(first, second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"FAST\" names both a and b");
  }

  @Test
  void refusesANameTwice() {
    Listed first = listed(Models.named("a", Tier.SMALL));
    Listed second = listed(Models.named("A", Tier.LARGE));

    assertThatThrownBy(() -> roster(first, second)).hasMessageContaining("names both a and A");
  }

  @Test
  void acceptsAnAliasThatIsTheNameItself() {
    Roster roster = roster(listed(Models.named("a", Tier.SMALL).aliases("a")));

    assertThat(roster.find("A").orElseThrow().model().name()).isEqualTo("a");
  }

  private static Roster roster(Listed... models) {
    return new Roster(List.of(models), List.of(), Map.of(), Advice.NONE);
  }
}
