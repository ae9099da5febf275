package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.batch.BatchSettings;
import dev.rung.server.call.Calls;
import dev.rung.server.call.FixedOperations;
import dev.rung.server.call.RequestIds;
import dev.rung.server.call.ScriptedEngine;
import dev.rung.server.call.Unheard;
import dev.rung.server.call.Workers;
import dev.rung.server.feedback.Feedback;
import dev.rung.server.feedback.FeedbackSettings;
import dev.rung.server.scripted.FreePorts;
import dev.rung.server.stats.Statistics;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import dev.rung.v1.GenerateRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Starting and closing. */
final class StartTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void anAdminAddressInUseGivesTheRoutersBack() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
      InetSocketAddress router = new InetSocketAddress(LOOPBACK, FreePorts.take(1).getFirst());

      try (RpcServer server = server(router, (InetSocketAddress) taken.getLocalSocketAddress())) {
        assertThatThrownBy(server::start)
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("cannot listen on " + written(taken) + " for operators (")
            .hasMessageEndingWith(
                "Address already in use): end what uses the port, or set server.admin_address"
                    + " (RUNG_SERVER_ADMIN_ADDRESS) to another one");

        assertThat(canBind(router)).isTrue();
      }
    }
  }

  @Test
  void aRouterAddressInUseNamesItsSetting() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK);
        RpcServer server = server((InetSocketAddress) taken.getLocalSocketAddress(), anyPort())) {
      assertThatThrownBy(server::start)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen on " + written(taken) + " for gRPC (")
          .hasMessageEndingWith(
              "set server.grpc_address (RUNG_SERVER_GRPC_ADDRESS) to another one");
    }
  }

  @Test
  void aHostThatNobodyKnowsIsNamed() {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 50051);

    try (RpcServer server = server(nowhere, anyPort())) {
      assertThatThrownBy(server::start)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "cannot listen on nowhere.invalid:50051 for gRPC (unknown host): ");
    }
  }

  private static String written(ServerSocket socket) {
    return LOOPBACK.getHostName() + ":" + socket.getLocalPort();
  }

  @Test
  void aServerThatNeverStartedCloses() {
    RpcServer server = server(anyPort(), anyPort());

    server.close();

    assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aClosedServerHasGivenItsPortsBack() throws Exception {
    Rig rig = new Rig();
    int port = rig.server.port();
    assertThat(rig.router().generate(GenerateRequest.newBuilder().setPrompt("x").build()).getText())
        .isEqualTo("pong");

    rig.close();

    assertThat(canBind(new InetSocketAddress(LOOPBACK, port))).isTrue();
    assertThat(rig.channel.isShutdown()).isTrue();
  }

  /** A port is free a moment after its server was closed. */
  private static boolean canBind(InetSocketAddress address) {
    long end = System.nanoTime() + Rig.PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      try (ServerSocket socket = new ServerSocket(address.getPort(), 1, LOOPBACK)) {
        return socket.isBound();
      } catch (IOException stillTaken) {
        Thread.onSpinWait();
      }
    }
    return false;
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(LOOPBACK, 0);
  }

  private static RpcServer server(InetSocketAddress router, InetSocketAddress admin) {
    Workers workers = new Workers(1, System::nanoTime);
    return new RpcServer(
        RpcSettings.at(router, admin),
        BatchSettings.DEFAULT,
        new Calls(
            new ScriptedEngine(),
            new RequestIds(new SplittableRandom(1)),
            workers,
            new Unheard(_ -> {}, InstantSource.system())),
        new FixedOperations(),
        new Statistics(InstantSource.system(), Optional::empty),
        new Feedback(
            Store.open(StoreSettings.inMemory(), List.of(Feedback.schema())),
            FeedbackSettings.DEFAULT,
            InstantSource.system(),
            System::nanoTime),
        OpenDoors.make(),
        System::nanoTime);
  }
}
