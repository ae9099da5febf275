package dev.rung.server.http.wire;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where connections are taken and what they may do.
 *
 * @param address port 0 takes a free one
 * @param maxBodiesBytes of all requests that are being read or answered
 * @param maxConnections at once; further ones are closed
 * @param maxConnectionsOfOne of them, from one address
 * @param patience how long a client may take to send a request, from its first byte, and to take
 *     what is left of an answer once all of it is there
 * @param idle a connection without a request for so long is closed
 * @param silence in a reply after which its {@link WebReply#onSilence} runs
 * @param handshake until TLS is agreed
 * @param tls absent where nothing is encrypted
 */
public record WireSettings(
    InetSocketAddress address,
    int maxBodyBytes,
    long maxBodiesBytes,
    int maxHeaderBytes,
    int maxConnections,
    int maxConnectionsOfOne,
    Duration patience,
    Duration idle,
    Duration silence,
    Duration handshake,
    Optional<WireTls> tls) {}
