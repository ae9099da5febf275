package dev.rung.server.rpc;

import dev.rung.server.engine.Operations.ProviderReport;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.key.KeyReport;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.select.ModelState;
import dev.rung.v1.Provider;
import java.util.List;
import java.util.Optional;

/** Models and providers as the contract spells them; never a key. */
final class FleetWriter {
  private FleetWriter() {}

  static dev.rung.v1.Model write(ModelState state) {
    Model model = state.model();
    dev.rung.v1.Model.Builder out =
        dev.rung.v1.Model.newBuilder()
            .setName(model.name())
            .setTier(Tiers.toProto(model.tier()))
            .setProvider(model.provider())
            .setModelId(model.modelId())
            .addAllAliases(model.aliases())
            .setContextWindow(model.contextWindow())
            .setMaxTokens(model.maxTokens())
            .setLatencyMs(Millis.of(state.latency()))
            .setQuality(state.quality())
            .setReady(notReady(state).isEmpty())
            .setNotReadyReason(notReady(state).orElse(""))
            .setOrigin(model.origin());
    model.capabilities().stream().sorted().map(Capability::label).forEach(out::addCapabilities);
    model.prices().ifPresent(prices -> addPrices(prices, out));
    return out.build();
  }

  private static Optional<String> notReady(ModelState state) {
    return state.notReady().or(() -> state.resting().map(Hindrance::text));
  }

  private static void addPrices(Prices prices, dev.rung.v1.Model.Builder out) {
    out.setInputCostPerMillionUsd(prices.input().usd())
        .setOutputCostPerMillionUsd(prices.output().usd());
  }

  static Provider write(ProviderReport report, List<KeyReport> keys) {
    ProviderSettings settings = report.settings();
    boolean inProcess = settings.kind() == ProviderKind.LOCAL;
    Provider.Builder out =
        Provider.newBuilder()
            .setName(settings.name())
            .setKind(settings.kind().label())
            .setBaseUrl(inProcess ? "" : settings.baseUrl().toString())
            .setApiKeyEnv(settings.keys().variable().orElse(""))
            .setKeyPresent(settings.keys().first().isPresent())
            .setReady(report.notReady().isEmpty())
            .setNotReadyReason(report.notReady().orElse(""));
    keys.stream()
        .filter(key -> key.provider().equals(settings.name()))
        .forEach(key -> out.addKeys(KeyWriter.write(key)));
    return out.build();
  }
}
