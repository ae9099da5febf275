package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.ErrorInfo;
import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.GenerateRequest;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What tests of tenants share: a daemon by a clock of theirs, and what it refuses. */
final class TenantRig implements AutoCloseable {
  /** A sum that a template answers. */
  static final GenerateRequest SUM =
      GenerateRequest.newBuilder().setPrompt("What is 12.5 * 3?").build();

  private final ScriptedProvider server = ScriptedProvider.start();

  /** Of the daemon: that of the machine, moved on. */
  private final AtomicLong ahead = new AtomicLong();

  /** A daemon with a small and a large model, and this configuration of its tenants. */
  RunningDaemon daemon(String tenants) {
    server.otherwise(Replies.openAi("hello"));
    return RunningDaemon.with(
        RunningDaemon.model("tier2", "small", server) + large() + tenants,
        Map.of(),
        () -> System.nanoTime() + ahead.get());
  }

  /** The large model, as a piece of configuration. */
  String large() {
    return RunningDaemon.model("tier4", "large", server);
  }

  /** Moves the clock of its daemons on. */
  void pass(Duration time) {
    ahead.addAndGet(time.toNanos());
  }

  /** A request that this model is to answer. */
  static GenerateRequest asking(String model) {
    return RunningDaemon.request().toBuilder().setModel(model).build();
  }

  /** How this request is refused. */
  static StatusRuntimeException refused(RunningDaemon daemon, GenerateRequest request) {
    return Errors.of(() -> daemon.router().generate(request));
  }

  /** The reason of a refusal, as programs read it. */
  static String reason(StatusRuntimeException refused) {
    return Errors.detail(refused, ErrorInfo.class).orElseThrow().getReason();
  }

  /** How many requests are answered before one is refused. */
  static int answered(RunningDaemon daemon) {
    int answered = 0;
    while (true) {
      try {
        assertThat(daemon.router().generate(SUM).getText()).isEqualTo("37.5");
        answered++;
      } catch (StatusRuntimeException refused) {
        assertThat(reason(refused)).isEqualTo("RATE_LIMITED");
        return answered;
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
