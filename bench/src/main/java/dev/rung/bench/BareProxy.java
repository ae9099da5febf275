package dev.rung.bench;

import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RouterGrpc;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * The least that a gRPC server in front of an HTTP provider can do with Rung's libraries and
 * threads: a virtual thread per call sends canned bytes and returns what comes back unread. What it
 * adds to a direct call is the price of the threads and the network, which deciding, accounting and
 * parsing come on top of.
 */
public final class BareProxy {
  private BareProxy() {}

  /** Arguments: the port to listen on, the port of the mock provider. */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    DirectCalls provider = new DirectCalls(Integer.parseInt(arguments[1]));
    NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .directExecutor()
        .addService(new Proxy(provider))
        .build()
        .start()
        .awaitTermination();
  }

  private static final class Proxy extends RouterGrpc.RouterImplBase {
    private final DirectCalls provider;

    Proxy(DirectCalls provider) {
      this.provider = provider;
    }

    @Override
    public void generate(GenerateRequest request, StreamObserver<GenerateResponse> observer) {
      Thread.ofVirtual().start(() -> answer(observer));
    }

    private void answer(StreamObserver<GenerateResponse> observer) {
      try {
        String text = new String(provider.wholeAnswer(), StandardCharsets.UTF_8);
        observer.onNext(GenerateResponse.newBuilder().setText(text).build());
        observer.onCompleted();
      } catch (IOException e) {
        observer.onError(Status.UNAVAILABLE.withCause(e).asRuntimeException());
      }
    }
  }
}
