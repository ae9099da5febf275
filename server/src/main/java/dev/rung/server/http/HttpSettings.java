package dev.rung.server.http;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Where the HTTP side listens and what it bears.
 *
 * @param address port 0 takes a free one
 * @param maxBodyBytes of one request
 * @param maxHeaderBytes of one request
 * @param maxTextBytes of all free text of one request
 * @param maxConnections at once; further ones are closed
 * @param maxConnectionsOfOne of them, from one address
 * @param patience how long a client may take to send a request, and to take the end of an answer
 * @param idle a connection without a request for so long is closed
 * @param keepalive of silence in a stream after which a comment is sent
 * @param handshake until TLS is agreed
 * @param defaultDeadline of a request that brings none
 * @param drainTimeout how long requests in flight may take to finish when the server stops
 */
public record HttpSettings(
    InetSocketAddress address,
    int maxBodyBytes,
    int maxHeaderBytes,
    long maxTextBytes,
    int maxConnections,
    int maxConnectionsOfOne,
    Duration patience,
    Duration idle,
    Duration keepalive,
    Duration handshake,
    Duration defaultDeadline,
    Duration drainTimeout) {}
