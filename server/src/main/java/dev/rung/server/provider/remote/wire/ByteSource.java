package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.ProviderException;

/** Where a response's bytes come from. One thread. */
@FunctionalInterface
public interface ByteSource {

  /**
   * Waits for the next bytes, however few.
   *
   * @return how many bytes came, 1 or more; -1 at the clean end of the response
   */
  int read(byte[] into, int offset, int length) throws ProviderException, InterruptedException;
}
