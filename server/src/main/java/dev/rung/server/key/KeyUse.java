package dev.rung.server.key;

import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.ProviderException;
import java.util.Optional;

/**
 * Leave to make one call with a key. Told at most once how the call went, and closed when it has
 * ended; what is closed without being told teaches nothing about the key. One thread at a time.
 */
public interface KeyUse extends AutoCloseable {
  /** Of a provider that has no keys. */
  KeyUse NONE =
      new KeyUse() {
        @Override
        public Optional<ApiKey> key() {
          return Optional.empty();
        }

        @Override
        public void answered() {}

        @Override
        public boolean failed(ProviderException failure) {
          return false;
        }

        @Override
        public void close() {}
      };

  /** What the call is to be made with. */
  Optional<ApiKey> key();

  /** The model answered, and so the provider took the key. */
  void answered();

  /**
   * The call failed.
   *
   * @return whether that is laid to the key, and says nothing about the model
   */
  boolean failed(ProviderException failure);

  @Override
  void close();
}
