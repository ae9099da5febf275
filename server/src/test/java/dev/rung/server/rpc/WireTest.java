package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import dev.rung.server.call.Samples;
import dev.rung.server.generate.Chunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RouterGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is below the messages: compression, bounds, many calls at once, and bytes that are none. */
final class WireTest {
  private static final GenerateRequest PING =
      GenerateRequest.newBuilder().setPrompt("ping").build();
  private static final Metadata.Key<String> ENCODING =
      Metadata.Key.of("grpc-encoding", Metadata.ASCII_STRING_MARSHALLER);
  private static final int MEBIBYTE = 1024 * 1024;

  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aCallerWhoCompressesGetsCompressedAnswers() {
    String answer = "long and regular ".repeat(10_000);
    rig.engine.generates((request, sink) -> Samples.answered(request, answer));
    AtomicReference<String> encoding = new AtomicReference<>("none");
    String prompt = "compress me ".repeat(100_000);

    GenerateResponse response =
        rig.router()
            .withCompression("gzip")
            .withInterceptors(new EncodingOfAnswers(encoding))
            .generate(GenerateRequest.newBuilder().setPrompt(prompt).build());

    assertThat(response.getText()).isEqualTo(answer);
    assertThat(encoding.get()).isEqualTo("gzip");
    assertThat(rig.engine.asked().getFirst().prompt().instruction()).isEqualTo(prompt);
  }

  @Test
  void compressedStreamsArriveWhole() {
    String delta = "long and regular ".repeat(1_000);
    rig.engine.generates((request, sink) -> {
      sink.accept(new Chunk.Delta("short"));
      sink.accept(new Chunk.Delta(delta));
      return Samples.answered(request, "short" + delta);
    });

    var chunks = rig.router().withCompression("gzip").generateStream(PING);

    assertThat(chunks.next().getDelta()).isEqualTo("short");
    assertThat(chunks.next().getDelta()).isEqualTo(delta);
    assertThat(chunks.next().hasFinal()).isTrue();
  }

  @Test
  void aCallerWhoDoesNotCompressGetsPlainAnswers() {
    AtomicReference<String> encoding = new AtomicReference<>("none");

    rig.router().withInterceptors(new EncodingOfAnswers(encoding)).generate(PING);

    assertThat(encoding.get()).isIn("none", "identity");
  }

  @Test
  void aMessageAboveTheBoundIsRefusedByGrpc() {
    String prompt = "x".repeat(17 * MEBIBYTE);

    StatusRuntimeException error =
        Errors.of(
            () -> rig.router().generate(GenerateRequest.newBuilder().setPrompt(prompt).build()));

    assertThat(Errors.code(error)).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(rig.engine.asked()).isEmpty();
  }

  @Test
  void aSmallMessageThatUnpacksAboveTheBoundIsRefused() {
    String prompt = "x".repeat(64 * MEBIBYTE);

    StatusRuntimeException error =
        Errors.of(() ->
            rig.router()
                .withCompression("gzip")
                .generate(GenerateRequest.newBuilder().setPrompt(prompt).build()));

    assertThat(Errors.code(error)).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(rig.engine.asked()).isEmpty();
  }

  @Test
  void bytesThatAreNoMessageFailTheirCallOnly() {
    StatusRuntimeException garbage = Errors.of(() -> sendRaw(new byte[] {0x0a, 0x7f, 0x01, 0x02}));
    StatusRuntimeException notUtf8 =
        Errors.of(() -> sendRaw(new byte[] {0x0a, 0x02, (byte) 0xc3, 0x28}));

    for (StatusRuntimeException error : List.of(garbage, notUtf8)) {
      assertThat(Errors.code(error)).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(Errors.info(error).getReason()).isEqualTo("INVALID_REQUEST");
    }
    assertThat(rig.router().generate(PING).getText()).isEqualTo("pong");
    assertThat(rig.engine.asked()).hasSize(1);
  }

  @Test
  void metadataAboveTheBoundFailsItsCallOnly() {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("x-large", Metadata.ASCII_STRING_MARSHALLER), "x".repeat(40 * 1024));

    StatusRuntimeException error =
        Errors.of(() ->
            rig.router()
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .generate(PING));

    assertThat(Errors.code(error)).isNotIn(Code.OK, Code.DEADLINE_EXCEEDED);
    assertThat(rig.router().generate(PING).getText()).isEqualTo("pong");
    assertThat(rig.engine.asked()).hasSize(1);
  }

  @Test
  void otherProtocolsAreHungUpOn() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.server.port())) {
      socket.setSoTimeout((int) Rig.PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: rung\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(socket.getInputStream().readAllBytes().length).isLessThan(1_000);
    }
    assertThat(rig.router().generate(PING).getText()).isEqualTo("pong");
  }

  @Test
  void aThousandCallsAreInFlightAtOnce() throws Exception {
    int calls = 1_000;
    CyclicBarrier together = new CyclicBarrier(calls);
    rig.engine.generates((request, sink) -> {
      awaitOthers(together);
      return Samples.answered(request, "echo " + request.prompt().instruction());
    });
    RouterGrpc.RouterFutureStub stub =
        RouterGrpc.newFutureStub(rig.channel).withDeadlineAfter(60, TimeUnit.SECONDS);

    List<ListenableFuture<GenerateResponse>> answers = new ArrayList<>();
    IntStream.range(0, calls)
        .mapToObj(i -> GenerateRequest.newBuilder().setPrompt("call " + i).build())
        .forEach(request -> answers.add(stub.generate(request)));

    for (int i = 0; i < calls; i++) {
      assertThat(answers.get(i).get(60, TimeUnit.SECONDS).getText()).isEqualTo("echo call " + i);
    }
  }

  private static void awaitOthers(CyclicBarrier together) throws InterruptedException {
    try {
      together.await();
    } catch (java.util.concurrent.BrokenBarrierException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private byte[] sendRaw(byte[] message) {
    MethodDescriptor<byte[], byte[]> raw =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setFullMethodName(RouterGrpc.getGenerateMethod().getFullMethodName())
            .setType(MethodDescriptor.MethodType.UNARY)
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.MINUTES);
    return ClientCalls.blockingUnaryCall(rig.channel, raw, options, message);
  }

  /** Messages as they are. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException broken) {
        throw new IllegalStateException(broken);
      }
    }
  }

  /** Notes how answers are encoded. */
  private record EncodingOfAnswers(AtomicReference<String> encoding) implements ClientInterceptor {
    @Override
    public <A, B> ClientCall<A, B> interceptCall(
        MethodDescriptor<A, B> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<B> listener, Metadata headers) {
          super.start(
              new SimpleForwardingClientCallListener<>(listener) {
                @Override
                public void onHeaders(Metadata received) {
                  String value = received.get(ENCODING);
                  if (value != null) {
                    encoding.set(value);
                  }
                  super.onHeaders(received);
                }
              },
              headers);
        }
      };
    }
  }
}
