package dev.rung.server.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AheadTest {
  private static final int BOUND = 64 * 1024;

  private final Ahead ahead = new Ahead();

  private ByteBuf add(int bytes) {
    ByteBuf piece = Unpooled.buffer(Math.max(1, bytes)).writeZero(bytes);
    ahead.add(new DefaultHttpContent(piece));
    return piece;
  }

  @Test
  void keepsSmallPiecesForNoMoreThanTheyTakeInMemory() {
    List<ByteBuf> pieces = new ArrayList<>();
    for (int i = 0; i < BOUND; i++) {
      pieces.add(add(1));
    }

    assertThat(ahead.isOverrun()).isTrue();
    assertThat(pieces).filteredOn(piece -> piece.refCnt() > 0).hasSizeBetween(100, 1000);
    ahead.clear();
    assertThat(pieces).allMatch(piece -> piece.refCnt() == 0);
  }

  @Test
  void makesRoomForWhatFollowsAsItIsTakenOut() {
    for (int i = 0; i < 20; i++) {
      ByteBuf piece = add(BOUND / 2);

      assertThat(ahead.remove()).isNotNull();
      piece.release();
    }

    assertThat(ahead.isOverrun()).isFalse();
    assertThat(ahead.isEmpty()).isTrue();
  }

  @Test
  void throwsAllAwayThatFollowsWhatFoundNoRoom() {
    ByteBuf first = add(BOUND / 2);
    ByteBuf large = add(BOUND);
    ByteBuf small = add(1);

    assertThat(ahead.isOverrun()).isTrue();
    assertThat(List.of(large.refCnt(), small.refCnt())).containsOnly(0);
    assertThat(ahead.remove()).isNotNull();
    assertThat(ahead.isEmpty()).isTrue();
    assertThat(first.refCnt()).isEqualTo(1);
    first.release();
  }
}
