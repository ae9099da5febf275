package dev.rung.server.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SharesTest {
  private final Shares shares = new Shares(2);
  private final List<String> placed = new ArrayList<>();
  private final Shares.Waiter first = () -> placed.add("first");
  private final Shares.Waiter second = () -> placed.add("second");

  @Test
  void givesPlacesToThoseWhoWaitInTurn() {
    assertThat(shares.take("acme", first)).isTrue();
    assertThat(shares.take("acme", first)).isTrue();
    assertThat(shares.take("acme", first)).isFalse();
    assertThat(shares.take("acme", second)).isFalse();

    shares.release("acme");
    shares.release("acme");

    assertThat(placed).containsExactly("first", "second");
  }

  @Test
  void oneTenantsPlacesAreNotAnothers() {
    shares.take("acme", first);
    shares.take("acme", first);

    assertThat(shares.take("other", second)).isTrue();
  }

  @Test
  void whoLeavesIsNotToldAnyMore() {
    shares.take("acme", first);
    shares.take("acme", first);
    shares.take("acme", second);

    assertThat(shares.leave("acme", second)).isTrue();
    assertThat(shares.leave("acme", second)).isFalse();
    shares.release("acme");

    assertThat(placed).isEmpty();
    assertThat(shares.take("acme", first)).isTrue();
  }

  @Test
  void aPlaceThatNobodyHasCannotBeGivenBack() {
    assertThatThrownBy(() -> shares.release("acme")).isInstanceOf(IllegalStateException.class);
  }
}
