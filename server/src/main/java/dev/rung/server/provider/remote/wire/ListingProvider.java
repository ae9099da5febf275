package dev.rung.server.provider.remote.wire;

import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import java.util.List;
import java.util.Optional;

/** A provider that can be asked which models it has. */
public interface ListingProvider extends Provider {

  /**
   * What it has.
   *
   * @param key to ask with; absent asks as nobody in particular
   * @throws ProviderException also where the key is refused, which makes this a check of it
   */
  List<ListedModel> models(Optional<ApiKey> key, Deadline deadline)
      throws ProviderException, InterruptedException;
}
