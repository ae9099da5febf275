package dev.rung.server.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.batch.Purse.Take;
import dev.rung.server.call.ScriptedEngine;
import dev.rung.server.engine.CostBounds;
import dev.rung.server.generate.Money;
import dev.rung.server.select.Requests;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final Money BOUND = new Money(700);

  private final ScriptedEngine engine =
      new ScriptedEngine().costs(request -> new CostBounds(BOUND, BOUND));
  private final Purse purse = new Purse(new Money(1_000));

  @Test
  void theMoneyOfAnItemThatIsNotAnsweredAfterAllGoesToOthers() {
    Turn first = new Turn("first", Requests.of("hi"));
    Turn second = new Turn("second", Requests.of("hi"));
    assertThat(first.money(purse, engine)).isEqualTo(new Take.Slice(BOUND));
    assertThat(second.money(purse, engine)).isEqualTo(new Take.Later());

    first.giveBack();

    assertThat(second.money(purse, engine)).isEqualTo(new Take.Slice(BOUND));
  }
}
