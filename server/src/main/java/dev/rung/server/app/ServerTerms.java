package dev.rung.server.app;

import dev.rung.server.batch.BatchSettings;
import dev.rung.server.config.Address;
import dev.rung.server.config.BatchTable;
import dev.rung.server.config.KeepaliveSettings;
import dev.rung.server.config.ServerSettings;
import dev.rung.server.config.TlsTable;
import dev.rung.server.http.HttpSettings;
import dev.rung.server.rpc.ConnectionLimits;
import dev.rung.server.rpc.KeepAlive;
import dev.rung.server.rpc.RpcSettings;
import dev.rung.server.tls.TlsSettings;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;

/** The table [server] in the terms of what listens. */
final class ServerTerms {
  private ServerTerms() {}

  static RpcSettings rpc(ServerSettings server) {
    return new RpcSettings(
        socket(server.grpcAddress()),
        socket(server.adminAddress()),
        server.maxMessageBytes(),
        server.maxMetadataBytes(),
        server.maxTextBytes(),
        server.maxCallsPerConnection(),
        server.defaultDeadline(),
        server.drainTimeout(),
        keepAlive(server.keepalive()),
        new ConnectionLimits(
            server.grpc().most(),
            server.perAddress().connections(),
            server.grpc().handshake(),
            server.http().patience(),
            server.grpc().resetsPerSecond()));
  }

  /** Absent where nothing is encrypted. */
  static Optional<TlsSettings> tls(ServerSettings server) {
    TlsTable set = server.tls();
    return set.files()
        .map(files ->
            new TlsSettings(
                files.certFile(),
                files.keyFile(),
                set.clientCaFile(),
                TlsSettings.ClientAuth.valueOf(set.clientAuth().toUpperCase(Locale.ROOT)),
                set.minVersion().equals("1.3")
                    ? TlsSettings.Version.TLS_1_3
                    : TlsSettings.Version.TLS_1_2));
  }

  static BatchSettings batch(ServerSettings server) {
    BatchTable set = server.batch();
    return new BatchSettings(
        set.parallel(), set.maxItems(), set.calls(), set.deadline(), server.defaultDeadline());
  }

  /** Absent where OpenAI clients are not served. */
  static Optional<HttpSettings> http(ServerSettings server) {
    return server
        .httpAddress()
        .map(address ->
            new HttpSettings(
                socket(address),
                server.maxMessageBytes(),
                server.maxMetadataBytes(),
                server.maxTextBytes(),
                server.http().most(),
                server.perAddress().connections(),
                server.http().patience(),
                server.http().idle(),
                server.http().keepalive(),
                server.grpc().handshake(),
                server.defaultDeadline(),
                server.drainTimeout()));
  }

  private static KeepAlive keepAlive(KeepaliveSettings set) {
    return new KeepAlive(
        set.permitTime(),
        KeepAlive.DEFAULT.permitWithoutCalls(),
        set.time(),
        set.timeout(),
        set.maxIdle());
  }

  private static InetSocketAddress socket(Address address) {
    return new InetSocketAddress(address.host(), address.port());
  }
}
