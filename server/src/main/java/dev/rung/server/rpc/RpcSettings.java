package dev.rung.server.rpc;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Where the server listens and what it bears.
 *
 * @param address of the Router service; port 0 takes a free one
 * @param adminAddress of the Admin service; port 0 takes a free one
 * @param maxInboundMessageBytes after decompression; gRPC refuses longer ones itself
 * @param maxInboundMetadataBytes of a call's headers, as HTTP/2 counts them
 * @param maxTextBytes of all free text of one request; below the message's bound, so that a prompt
 *     that is too long can be named
 * @param maxCallsPerConnection at once; clients queue further ones
 * @param defaultDeadline of a call whose caller set none
 * @param drainTimeout how long calls in flight may take to finish when the server stops
 */
public record RpcSettings(
    InetSocketAddress address,
    InetSocketAddress adminAddress,
    int maxInboundMessageBytes,
    int maxInboundMetadataBytes,
    long maxTextBytes,
    int maxCallsPerConnection,
    Duration defaultDeadline,
    Duration drainTimeout,
    KeepAlive keepAlive,
    ConnectionLimits connections) {
  private static final int MEBIBYTE = 1024 * 1024;
  private static final int KIBIBYTE = 1024;

  public RpcSettings {
    atLeastOne("max_message_bytes", maxInboundMessageBytes);
    atLeastOne("max_metadata_bytes", maxInboundMetadataBytes);
    atLeastOne("max_text_bytes", maxTextBytes);
    atLeastOne("max_calls_per_connection", maxCallsPerConnection);
    KeepAlive.aboveZero("default_deadline", defaultDeadline);
    if (drainTimeout.isNegative()) {
      throw new IllegalArgumentException("drain_timeout must be 0 or more, not " + drainTimeout);
    }
    if (maxTextBytes > maxInboundMessageBytes) {
      throw new IllegalArgumentException(
          "max_text_bytes ("
              + maxTextBytes
              + ") must not be above max_message_bytes ("
              + maxInboundMessageBytes
              + ")");
    }
  }

  /** The defaults at these addresses. */
  public static RpcSettings at(InetSocketAddress address, InetSocketAddress adminAddress) {
    return new RpcSettings(
        address,
        adminAddress,
        16 * MEBIBYTE,
        16 * KIBIBYTE,
        8L * MEBIBYTE,
        1_024,
        Duration.ofMinutes(2),
        Duration.ofSeconds(30),
        KeepAlive.DEFAULT,
        ConnectionLimits.DEFAULT);
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be 1 or more, not " + value);
    }
  }
}
