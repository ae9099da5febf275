package dev.rung.server.app;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The calls of a port, as its reflection tells them. */
final class Reflected {
  private Reflected() {}

  /** Such as "rung.v1.Router/Generate", of every service. */
  static List<String> calls(Channel channel, String key) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), key);
    ServerReflectionGrpc.ServerReflectionStub stub =
        ServerReflectionGrpc.newStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    ServerReflectionRequest all = ServerReflectionRequest.newBuilder().setListServices("").build();
    return ask(stub, all).getListServicesResponse().getServiceList().stream()
        .map(ServiceResponse::getName)
        .flatMap(service -> calls(stub, service))
        .toList();
  }

  private static Stream<String> calls(
      ServerReflectionGrpc.ServerReflectionStub stub, String service) {
    ServerReflectionRequest file =
        ServerReflectionRequest.newBuilder().setFileContainingSymbol(service).build();
    return ask(stub, file).getFileDescriptorResponse().getFileDescriptorProtoList().stream()
        .map(Reflected::parse)
        .flatMap(parsed ->
            parsed.getServiceList().stream()
                .filter(one -> service.equals(parsed.getPackage() + "." + one.getName())))
        .flatMap(one -> one.getMethodList().stream())
        .map(method -> service + "/" + method.getName());
  }

  private static FileDescriptorProto parse(ByteString bytes) {
    try {
      return FileDescriptorProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException malformed) {
      throw new AssertionError(malformed);
    }
  }

  private static ServerReflectionResponse ask(
      ServerReflectionGrpc.ServerReflectionStub stub, ServerReflectionRequest request) {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> call =
        stub.serverReflectionInfo(
            new StreamObserver<>() {
              @Override
              public void onNext(ServerReflectionResponse response) {
                answer.complete(response);
              }

              @Override
              public void onError(Throwable refused) {
                answer.completeExceptionally(refused);
              }

              @Override
              public void onCompleted() {
                answer.completeExceptionally(new AssertionError("no answer"));
              }
            });
    call.onNext(request);
    call.onCompleted();
    try {
      return answer.get(1, TimeUnit.MINUTES);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    }
  }
}
