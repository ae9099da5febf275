package dev.rung.server.config;

import java.time.Duration;

/**
 * The table [server].
 *
 * @param maxMessageBytes of one request; a longer one is refused
 * @param maxConcurrentCalls in flight over one connection; more wait
 * @param defaultDeadline of a call that brings none
 * @param drainTimeout how long a stop waits for calls in flight
 * @param keepaliveTime of silence after which a connection is probed
 * @param keepaliveTimeout without an answer to the probe, after which it is closed
 * @param keepaliveMinInterval a client that probes more often is sent away
 */
public record ServerSettings(
    Address grpcAddress,
    Address adminAddress,
    int maxMessageBytes,
    int maxConcurrentCalls,
    Duration defaultDeadline,
    Duration drainTimeout,
    Duration keepaliveTime,
    Duration keepaliveTimeout,
    Duration keepaliveMinInterval) {
  private static final Format<Integer> BYTES = Format.count(1024, 1 << 30);
  private static final Format<Integer> CALLS = Format.count(1, 1_000_000);
  private static final Format<Duration> DEADLINE =
      Durations.between(Duration.ofMillis(1), Duration.ofDays(1));
  private static final Format<Duration> DRAIN =
      Durations.between(Duration.ZERO, Duration.ofHours(1));
  private static final Format<Duration> KEEPALIVE =
      Durations.between(Duration.ofSeconds(1), Duration.ofDays(1));

  public static final ServerSettings DEFAULT =
      new ServerSettings(
          new Address("127.0.0.1", 50_051),
          new Address("127.0.0.1", 50_052),
          16 << 20,
          1024,
          Duration.ofSeconds(120),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10));

  public ServerSettings {
    BYTES.check("max_message_bytes", maxMessageBytes);
    CALLS.check("max_concurrent_calls", maxConcurrentCalls);
    DEADLINE.check("default_deadline", defaultDeadline);
    DRAIN.check("drain_timeout", drainTimeout);
    KEEPALIVE.check("keepalive_time", keepaliveTime);
    KEEPALIVE.check("keepalive_timeout", keepaliveTimeout);
    KEEPALIVE.check("keepalive_min_interval", keepaliveMinInterval);
    if (grpcAddress.port() != 0 && grpcAddress.equals(adminAddress)) {
      throw new IllegalArgumentException("admin_address must differ from grpc_address");
    }
  }

  static ServerSettings read(Section section) {
    Address grpc = section.get("grpc_address", Format.ADDRESS, DEFAULT.grpcAddress);
    return new ServerSettings(
        grpc,
        adminAddress(section, grpc),
        section.get("max_message_bytes", BYTES, DEFAULT.maxMessageBytes),
        section.get("max_concurrent_calls", CALLS, DEFAULT.maxConcurrentCalls),
        section.get("default_deadline", DEADLINE, DEFAULT.defaultDeadline),
        section.get("drain_timeout", DRAIN, DEFAULT.drainTimeout),
        section.get("keepalive_time", KEEPALIVE, DEFAULT.keepaliveTime),
        section.get("keepalive_timeout", KEEPALIVE, DEFAULT.keepaliveTimeout),
        section.get("keepalive_min_interval", KEEPALIVE, DEFAULT.keepaliveMinInterval));
  }

  private static Address adminAddress(Section section, Address grpc) {
    Address admin = section.get("admin_address", Format.ADDRESS, DEFAULT.adminAddress);
    if (admin.port() != 0 && admin.equals(grpc)) {
      section.problem("admin_address", " must differ from grpc_address, " + grpc);
      return new Address(admin.host(), 0);
    }
    return admin;
  }
}
