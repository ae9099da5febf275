package dev.rung.local.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.program.Oracle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedCheckTest {
  @TempDir private Path folder;
  private Path weights = Path.of("");
  private Path packed = Path.of("");

  @BeforeEach
  void pack() throws Exception {
    Path from = Oracle.named("phi-tiny").folder();
    for (String name : new String[] {"config.json", "model.safetensors"}) {
      Files.copy(from.resolve(name), folder.resolve(name));
    }
    weights = folder.resolve("model.safetensors");
    packed =
        new PackedCache(List.of(folder.resolve("packed")), folder, 1)
            .obtain("int4", source(), 4, file -> file.write(ByteBuffer.wrap(new byte[4])))
            .file();
  }

  @Test
  void whatWasPackedOfTheseWeightsIsSound() throws Exception {
    assertThat(faults()).isEmpty();
    assertThat(PackedCheck.faults(checkpoint(), List.of(folder.resolve("none")), 1)).isEmpty();
  }

  @Test
  void theRecordHasTheChecksumsOfWholeFiles() throws Exception {
    String sum = Sha256.hex(Sha256.digest(Files.readAllBytes(weights)));

    assertThat(Files.readAllLines(PackedRecord.beside(packed)))
        .hasSize(4)
        .contains("# form 1", sum + "  model.safetensors");
  }

  @Test
  void damageIsAFault() throws Exception {
    Files.write(packed, new byte[] {0, 0, 1, 0});

    assertThat(faults())
        .containsExactly(
            "packed/" + packed.getFileName() + " is damaged; the next start makes it again");
  }

  @Test
  void weightsThatChangedUnseenAreAFault() throws Exception {
    changeAByteBetweenTheSamples();
    PackedRecord before = PackedRecord.of(packed).orElseThrow();
    new PackedRecord(source().stamp(), before.contents()).write(packed);

    assertThat(faults())
        .singleElement()
        .asString()
        .contains("was packed of other weights than the checkpoint has now: delete it");
  }

  @Test
  void weightsThatAreSeenToHaveChangedArePackedAgainAndNoFault() throws Exception {
    changeAByteBetweenTheSamples();
    Files.writeString(PackedRecord.beside(packed), "another stamp\n# form 1\n");

    assertThat(faults()).isEmpty();

    Files.delete(PackedRecord.beside(packed));
    assertThat(faults()).isEmpty();
  }

  private List<String> faults() throws Exception {
    return PackedCheck.faults(checkpoint(), List.of(folder.resolve("packed")), 1);
  }

  private void changeAByteBetweenTheSamples() throws IOException {
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
  }

  private Checkpoint checkpoint() throws Exception {
    return Checkpoint.read(folder);
  }

  private CheckpointSource source() throws Exception {
    return new CheckpointSource(checkpoint(), "form 1", 1);
  }
}
