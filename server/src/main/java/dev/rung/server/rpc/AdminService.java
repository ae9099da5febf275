package dev.rung.server.rpc;

import dev.rung.server.call.Unanswered;
import dev.rung.server.call.Violation;
import dev.rung.server.engine.Operations;
import dev.rung.server.engine.Operations.NotKeptException;
import dev.rung.server.engine.Operations.ReloadException;
import dev.rung.server.engine.Operations.Reloaded;
import dev.rung.server.generate.RequestId;
import dev.rung.server.key.KeyReport;
import dev.rung.v1.BudgetStats;
import dev.rung.v1.CheckKeysRequest;
import dev.rung.v1.CheckKeysResponse;
import dev.rung.v1.CreateTenantKeyRequest;
import dev.rung.v1.CreateTenantKeyResponse;
import dev.rung.v1.ExportFeedbackRequest;
import dev.rung.v1.FeedbackRecord;
import dev.rung.v1.GetBudgetsRequest;
import dev.rung.v1.GetBudgetsResponse;
import dev.rung.v1.GetCostsRequest;
import dev.rung.v1.GetCostsResponse;
import dev.rung.v1.GetStrategyRequest;
import dev.rung.v1.GetStrategyResponse;
import dev.rung.v1.ListModelsRequest;
import dev.rung.v1.ListModelsResponse;
import dev.rung.v1.ListProvidersRequest;
import dev.rung.v1.ListProvidersResponse;
import dev.rung.v1.ListTenantKeysRequest;
import dev.rung.v1.ListTenantKeysResponse;
import dev.rung.v1.PurgeCacheRequest;
import dev.rung.v1.PurgeCacheResponse;
import dev.rung.v1.PutBudgetRequest;
import dev.rung.v1.ReloadConfigRequest;
import dev.rung.v1.ReloadConfigResponse;
import dev.rung.v1.RevokeTenantKeyRequest;
import dev.rung.v1.RevokeTenantKeyResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** The Admin service, as far as this version has it. Called on event loops; nothing in it waits. */
final class AdminService extends FutureAdminCalls {
  private final Operations operations;
  private final FeedbackCalls feedbackCalls;
  private final Errands errands;
  private final TenantKeyCalls tenantKeys;

  AdminService(
      Operations operations,
      FeedbackCalls feedbackCalls,
      Errands errands,
      TenantKeyCalls tenantKeys) {
    this.operations = operations;
    this.feedbackCalls = feedbackCalls;
    this.errands = errands;
    this.tenantKeys = tenantKeys;
  }

  @Override
  public void listModels(ListModelsRequest in, StreamObserver<ListModelsResponse> observer) {
    errands.run(observer, id -> models());
  }

  @Override
  public void listProviders(
      ListProvidersRequest in, StreamObserver<ListProvidersResponse> observer) {
    errands.run(observer, id -> providers());
  }

  @Override
  public void checkKeys(CheckKeysRequest in, StreamObserver<CheckKeysResponse> observer) {
    errands.run(observer, id -> keys(id));
  }

  @Override
  public void getStrategy(GetStrategyRequest in, StreamObserver<GetStrategyResponse> observer) {
    errands.run(observer, id -> strategy());
  }

  @Override
  public void getBudgets(GetBudgetsRequest in, StreamObserver<GetBudgetsResponse> observer) {
    errands.run(observer, id -> budgets());
  }

  @Override
  public void putBudget(PutBudgetRequest in, StreamObserver<BudgetStats> observer) {
    errands.run(observer, id -> putBudget(id, in));
  }

  @Override
  public void getCosts(GetCostsRequest in, StreamObserver<GetCostsResponse> observer) {
    errands.run(observer, id -> new CostCalls(operations).costs(id, in));
  }

  @Override
  public void reloadConfig(ReloadConfigRequest in, StreamObserver<ReloadConfigResponse> observer) {
    errands.run(observer, id -> reload());
  }

  @Override
  public void purgeCache(PurgeCacheRequest in, StreamObserver<PurgeCacheResponse> observer) {
    errands.run(observer, id -> purge(id, in));
  }

  private PurgeCacheResponse purge(RequestId id, PurgeCacheRequest in) {
    if (!in.getTenant().isEmpty() && !in.getId().isEmpty()) {
      throw Statuses.of(
          id,
          new Unanswered.Invalid(
              List.of(new Violation("id", "must not stand beside tenant: name one of them"))));
    }
    Operations.Purge purge =
        !in.getId().isEmpty()
            ? new Operations.Purge.OfAnswer(in.getId())
            : in.getTenant().isEmpty()
                ? new Operations.Purge.All()
                : new Operations.Purge.OfTenant(in.getTenant());
    try {
      return PurgeCacheResponse.newBuilder().setEntries(operations.purgeCache(purge)).build();
    } catch (NotKeptException refused) {
      throw Statuses.notPurged(refused);
    }
  }

  @Override
  public void createTenantKey(
      CreateTenantKeyRequest in, StreamObserver<CreateTenantKeyResponse> observer) {
    errands.run(observer, id -> tenantKeys.create(in));
  }

  @Override
  public void listTenantKeys(
      ListTenantKeysRequest in, StreamObserver<ListTenantKeysResponse> observer) {
    errands.run(observer, id -> tenantKeys.list(in));
  }

  @Override
  public void revokeTenantKey(
      RevokeTenantKeyRequest in, StreamObserver<RevokeTenantKeyResponse> observer) {
    errands.run(observer, id -> tenantKeys.revoke(in));
  }

  @Override
  public void exportFeedback(ExportFeedbackRequest in, StreamObserver<FeedbackRecord> observer) {
    errands.runLong(observer, (id, reply) -> feedbackCalls.export(id, in, reply));
  }

  private ListModelsResponse models() {
    ListModelsResponse.Builder out = ListModelsResponse.newBuilder();
    operations.models().forEach(model -> out.addModels(FleetWriter.write(model)));
    operations.checkpoints().forEach(found -> out.addCheckpoints(CheckpointWriter.write(found)));
    return out.build();
  }

  private ListProvidersResponse providers() {
    ListProvidersResponse.Builder out = ListProvidersResponse.newBuilder();
    List<KeyReport> keys = operations.keys();
    operations.providers().forEach(provider -> out.addProviders(FleetWriter.write(provider, keys)));
    return out.build();
  }

  private CheckKeysResponse keys(RequestId id) {
    try {
      CheckKeysResponse.Builder out = CheckKeysResponse.newBuilder();
      operations.checkKeys().forEach(key -> out.addKeys(KeyWriter.write(key)));
      return out.build();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Statuses.of(id, new Unanswered.CallerGone());
    }
  }

  private GetStrategyResponse strategy() {
    return GetStrategyResponse.newBuilder()
        .setStrategy(Strategies.toProto(operations.strategy()))
        .setRoutingEnabled(operations.routingEnabled())
        .build();
  }

  private GetBudgetsResponse budgets() {
    GetBudgetsResponse.Builder out = GetBudgetsResponse.newBuilder();
    operations
        .ledgerFault()
        .ifPresent(fault -> out.setFault(fault.why()).setUnread(!fault.begun()));
    operations.budgets().forEach(line -> out.addBudgets(BudgetWriter.write(line)));
    return out.build();
  }

  private BudgetStats putBudget(RequestId id, PutBudgetRequest in) {
    return switch (new BudgetReader(in, operations).order()) {
      case BudgetReader.Order.Wrong(var why) -> throw Statuses.of(id, why);
      case BudgetReader.Order.Put put -> putBudget(put);
    };
  }

  private BudgetStats putBudget(BudgetReader.Order.Put put) {
    try {
      return operations
          .putBudget(put.key(), put.limit())
          .map(BudgetWriter::write)
          .orElseGet(() -> BudgetStats.newBuilder().setScope(put.key().toString()).build());
    } catch (NotKeptException refused) {
      throw Statuses.notKept(refused);
    }
  }

  private ReloadConfigResponse reload() {
    try {
      Reloaded reloaded = operations.reload();
      return ReloadConfigResponse.newBuilder()
          .setModels(reloaded.models())
          .addAllNeedsRestart(reloaded.needsRestart())
          .build();
    } catch (ReloadException refused) {
      throw Statuses.reloadRefused(refused);
    }
  }
}
