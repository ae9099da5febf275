package dev.rung.server.provider.remote.replicate;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.wire.FailureTable;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.ListedModel;
import dev.rung.server.provider.remote.wire.ListingProvider;
import dev.rung.server.provider.remote.wire.ProviderHttp;
import dev.rung.server.provider.remote.wire.RateHeaders;
import dev.rung.server.provider.remote.wire.RateReader;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Answers through predictions of Replicate. */
public final class ReplicateProvider implements ListingProvider {
  private final Predictions predictions;
  private final KnownInputs known;
  private final Failures failures;

  /**
   * Opens no connection yet.
   *
   * @param http owned by this from now on
   * @param clock for waits that the provider gives as a date
   */
  public ReplicateProvider(ProviderSettings settings, ProviderHttp http, InstantSource clock) {
    this.failures = new Failures(settings, FailureTable.COMMON, clock);
    this.predictions =
        new Predictions(settings, http, failures, new RateReader(RateHeaders.STANDARD, clock));
    this.known = new KnownInputs(predictions, clock);
  }

  @Override
  public Completion generate(Call call, ChunkSink sink)
      throws ProviderException, CallerGoneException, InterruptedException {
    Optional<String> fault = PredictionRequest.fault(call);
    if (fault.isPresent()) {
      throw failures.cannotAsk(fault.get());
    }
    ModelReference model =
        ModelReference.of(call.model().modelId())
            .orElseThrow(() ->
                failures.cannotAsk("has models named owner/name or owner/name:version alone"));
    Inputs inputs = known.of(model, call);
    Optional<String> lack = PredictionRequest.lack(call, inputs);
    if (lack.isPresent()) {
      throw failures.cannotAsk(lack.get());
    }
    return new Predicting(predictions, failures, call, sink)
        .predict(model, inputs)
        .withNotes(PredictionRequest.notes(call, inputs));
  }

  /** None: there are thousands. That the account is shown is a check of the key. */
  @Override
  public List<ListedModel> models(Optional<ApiKey> key, Deadline deadline)
      throws ProviderException, InterruptedException {
    predictions.checkAccount(key, deadline);
    return List.of();
  }

  @Override
  public void close() {
    predictions.close();
  }
}
