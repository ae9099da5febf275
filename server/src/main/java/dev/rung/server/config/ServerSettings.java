package dev.rung.server.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The table [server].
 *
 * @param httpAddress for OpenAI clients; absent where they are not served
 * @param maxMessageBytes of one request; a longer one is refused
 * @param maxMetadataBytes of a call's headers
 * @param maxTextBytes of all free text of one request; at most {@code maxMessageBytes}
 * @param maxCallsPerConnection at once; clients queue further ones
 * @param maxRequestsInFlight over all connections; further ones are refused
 * @param defaultDeadline of a call that brings none
 * @param drainTimeout how long a stop waits for calls in flight
 * @param insecure whether it may listen beyond loopback without TLS or without keys
 */
public record ServerSettings(
    Address grpcAddress,
    Address adminAddress,
    Optional<Address> httpAddress,
    int maxMessageBytes,
    int maxMetadataBytes,
    int maxTextBytes,
    int maxCallsPerConnection,
    int maxRequestsInFlight,
    Duration defaultDeadline,
    Duration drainTimeout,
    BatchTable batch,
    KeepaliveSettings keepalive,
    HttpConnections http,
    GrpcConnections grpc,
    PerAddress perAddress,
    TlsTable tls,
    boolean insecure) {
  private static final int KIBIBYTE = 1024;
  private static final int MEBIBYTE = 1024 * KIBIBYTE;
  private static final Format<Integer> BYTES = Format.count(KIBIBYTE, 1024 * MEBIBYTE);
  private static final Format<Duration> DEADLINE =
      Durations.between(Duration.ofMillis(1), Duration.ofDays(1));
  private static final Format<Duration> DRAIN =
      Durations.between(Duration.ZERO, Duration.ofHours(1));

  public static final ServerSettings DEFAULT =
      new ServerSettings(
          new Address("127.0.0.1", 50_051),
          new Address("127.0.0.1", 50_052),
          Optional.of(new Address("127.0.0.1", 8080)),
          16 * MEBIBYTE,
          16 * KIBIBYTE,
          8 * MEBIBYTE,
          1024,
          4096,
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          BatchTable.DEFAULT,
          KeepaliveSettings.DEFAULT,
          HttpConnections.DEFAULT,
          GrpcConnections.DEFAULT,
          PerAddress.DEFAULT,
          TlsTable.DEFAULT,
          false);

  public ServerSettings {
    BYTES.check("max_message_bytes", maxMessageBytes);
    BYTES.check("max_metadata_bytes", maxMetadataBytes);
    BYTES.check("max_text_bytes", maxTextBytes);
    Format.UP_TO_A_MILLION.check("max_calls_per_connection", maxCallsPerConnection);
    Format.UP_TO_A_MILLION.check("max_requests_in_flight", maxRequestsInFlight);
    DEADLINE.check("default_deadline", defaultDeadline);
    DRAIN.check("drain_timeout", drainTimeout);
    if (maxTextBytes > maxMessageBytes) {
      throw new IllegalArgumentException("max_text_bytes must not exceed max_message_bytes");
    }
    if (clash(grpcAddress, adminAddress)) {
      throw new IllegalArgumentException("admin_address must differ from grpc_address");
    }
    if (httpAddress.isPresent()
        && (clash(grpcAddress, httpAddress.get()) || clash(adminAddress, httpAddress.get()))) {
      throw new IllegalArgumentException(
          "http_address must differ from grpc_address and admin_address");
    }
  }

  private static boolean clash(Address one, Address other) {
    return one.port() != 0 && one.equals(other);
  }

  static ServerSettings read(Section section) {
    Address grpc = section.get("grpc_address", Format.ADDRESS, DEFAULT.grpcAddress);
    int messageBytes = section.get("max_message_bytes", BYTES, DEFAULT.maxMessageBytes);
    Address admin = adminAddress(section, grpc);
    return new ServerSettings(
        grpc,
        admin,
        httpAddress(section, List.of(grpc, admin)),
        messageBytes,
        section.get("max_metadata_bytes", BYTES, DEFAULT.maxMetadataBytes),
        textBytes(section, messageBytes),
        section.get(
            "max_calls_per_connection", Format.UP_TO_A_MILLION, DEFAULT.maxCallsPerConnection),
        section.get("max_requests_in_flight", Format.UP_TO_A_MILLION, DEFAULT.maxRequestsInFlight),
        section.get("default_deadline", DEADLINE, DEFAULT.defaultDeadline),
        section.get("drain_timeout", DRAIN, DEFAULT.drainTimeout),
        BatchTable.read(section),
        KeepaliveSettings.read(section),
        HttpConnections.read(section),
        GrpcConnections.read(section),
        PerAddress.read(section),
        section.table("tls", TlsTable::read),
        section.get("insecure", Format.FLAG, DEFAULT.insecure));
  }

  private static Address adminAddress(Section section, Address grpc) {
    Address admin = section.get("admin_address", Format.ADDRESS, DEFAULT.adminAddress);
    if (clash(grpc, admin)) {
      section.problem("admin_address", " must differ from grpc_address, " + grpc);
      return new Address(admin.host(), 0);
    }
    return admin;
  }

  private static Optional<Address> httpAddress(Section section, List<Address> others) {
    Optional<Address> http =
        section.get("http_address", Format.ADDRESS_OR_OFF, DEFAULT.httpAddress);
    if (http.isPresent() && others.stream().anyMatch(other -> clash(other, http.get()))) {
      section.problem("http_address", " must differ from grpc_address and admin_address");
      return Optional.empty();
    }
    return http;
  }

  /** The default shrinks with the messages; a value that was written does not. */
  private static int textBytes(Section section, int messageBytes) {
    int bytes = section.get("max_text_bytes", BYTES, DEFAULT.maxTextBytes);
    if (bytes > messageBytes && section.has("max_text_bytes")) {
      section.problem("max_text_bytes", " must not exceed max_message_bytes, " + messageBytes);
    }
    return Math.min(bytes, messageBytes);
  }
}
