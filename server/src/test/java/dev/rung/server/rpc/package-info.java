/** Tests of the gRPC side over real sockets, against scripted engines. */
@NullMarked
package dev.rung.server.rpc;

import org.jspecify.annotations.NullMarked;
