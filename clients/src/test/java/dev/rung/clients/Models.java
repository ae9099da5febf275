package dev.rung.clients;

import dev.rung.v1.AdminGrpc;
import dev.rung.v1.ListModelsRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Models that several tests start a daemon with, or wait for. */
final class Models {
  private Models() {}

  /** One model of tier 2 with prices, "counting-model", behind OpenAI's dialect at this URL. */
  static String oneRemote(URI baseUrl) {
    return """
    [providers.openai]
    base_url = "%s"
    api_key_env = "OPENAI_API_KEY"

    [[models.tier2]]
    name = "counting-model"
    provider = "openai"
    input_cost_per_million = 1
    output_cost_per_million = 2
    """
        .formatted(baseUrl);
  }

  /**
   * Waits until a running daemon lists this model: a server that is slow to answer its first look
   * is found by a later one.
   *
   * @param environment says where the daemon listens
   * @throws AssertionError where it is not listed within the limit
   */
  static void awaitListed(Map<String, String> environment, String name, Duration limit) {
    String address = Objects.requireNonNull(environment.get("RUNG_SERVER_ADMIN_ADDRESS"));
    long end = System.nanoTime() + limit.toNanos();
    ManagedChannel channel =
        Grpc.newChannelBuilder(address, InsecureChannelCredentials.create()).build();
    try {
      AdminGrpc.AdminBlockingStub admin =
          AdminGrpc.newBlockingStub(channel).withDeadlineAfter(limit.toSeconds(), TimeUnit.SECONDS);
      while (admin.listModels(ListModelsRequest.getDefaultInstance()).getModelsList().stream()
          .noneMatch(model -> model.getName().equals(name))) {
        if (System.nanoTime() - end > 0) {
          throw new AssertionError(name + " is not listed within " + limit);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    } finally {
      channel.shutdownNow();
    }
  }
}
