package dev.rung.bench;

import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RouterGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The least that a gRPC server can do: it sends the prompt back, on the event loop. */
public final class EchoServer {
  private EchoServer() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .directExecutor()
        .addService(new Echo())
        .build()
        .start()
        .awaitTermination();
  }

  private static final class Echo extends RouterGrpc.RouterImplBase {
    @Override
    public void generate(GenerateRequest request, StreamObserver<GenerateResponse> observer) {
      observer.onNext(GenerateResponse.newBuilder().setText(request.getPrompt()).build());
      observer.onCompleted();
    }
  }
}
