package dev.rung.server.rpc;

import dev.rung.server.tenant.Door;
import dev.rung.server.tenant.TenantKeys;
import dev.rung.server.tls.ServerTls;
import java.util.Optional;

/**
 * Who gets in where, and how.
 *
 * @param callers the door of the Router
 * @param operators the door of the Admin service
 * @param keys that operators make and revoke
 * @param tls of both doors; absent where nothing is encrypted
 */
public record Doors(Door callers, Door operators, TenantKeys keys, Optional<ServerTls> tls) {}
