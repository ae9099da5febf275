package dev.rung.server.app.cli;

import com.google.protobuf.Timestamp;
import dev.rung.server.app.cli.CostFigures.Row;
import dev.rung.server.app.cli.CostPeriod.Every;
import dev.rung.server.app.cli.Session.Port;
import dev.rung.v1.GetCostsRequest;
import dev.rung.v1.GetCostsResponse;
import dev.rung.v1.GetCostsResponse.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what was spent, by whom and on what, and what routing has saved. */
@Command(
    name = "costs",
    description = "Shows what was spent, and what was saved against everything at tier 4.")
final class RouteCostsCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Mixin private final CallOptions call = new CallOptions();

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      defaultValue = "today",
      description = {
        "today, yesterday, 24h, 7d or 30d (today and the days before), month (until now),",
        "a day such as 2026-01-31, or days such as 2026-01-01..2026-01-31 or 2026-01-01.. (until",
        "today). Usually ${DEFAULT-VALUE}."
      })
  private String period = "";

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      converter = ByNames.class,
      completionCandidates = ByNames.class,
      defaultValue = "model",
      description = "${COMPLETION-CANDIDATES}. Usually ${DEFAULT-VALUE}.")
  private By by = By.MODEL;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      converter = EveryNames.class,
      completionCandidates = EveryNames.class,
      description = "Divide the period: ${COMPLETION-CANDIDATES}.")
  private Optional<Every> every = Optional.empty();

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "Whose days and hours they are, such as Europe/Berlin. Usually this machine's.")
  private Optional<String> timeZone = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORM",
      converter = FormNames.class,
      completionCandidates = FormNames.class,
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Usually ${DEFAULT-VALUE}.")
  private Form format = Form.TABLE;

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      description = "Of this tenant alone, for operators. Without it: of everybody.")
  private String tenant = "";

  @Option(
      names = "--own",
      description = {
        "Of the tenant that one's key stands for, from the daemon's port for callers:",
        "takes a key with the scope stats."
      })
  private boolean own;

  @Option(names = "--picture", paramLabel = "FILE", description = "Write a picture (SVG) as well.")
  private Optional<Path> picture = Optional.empty();

  /** What costs are told apart by. */
  enum By {
    MODEL,
    TIER,
    TENANT,
    PROVIDER
  }

  /** How the figures are printed. */
  enum Form {
    TABLE,
    CSV,
    JSON
  }

  /** Of {@link By}. */
  static final class ByNames extends NameConverter<By> {
    ByNames() {
      super(By.values());
    }
  }

  /** Of {@link Every}. */
  static final class EveryNames extends NameConverter<Every> {
    EveryNames() {
      super(Every.values());
    }
  }

  /** Of {@link Form}. */
  static final class FormNames extends NameConverter<Form> {
    FormNames() {
      super(Form.values());
    }
  }

  RouteCostsCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    if (own && !tenant.isEmpty()) {
      throw new UsageException("--own and --tenant exclude each other");
    }
    if (picture.isPresent()) {
      Destination.check(picture.get());
    }
    CostPeriod asked = CostPeriod.of(period, zone(), Instant.now());
    Port port = own ? Port.ROUTER : Port.ADMIN;
    return call.run(session, rung.config(), port, connection -> show(connection, asked));
  }

  private ZoneId zone() throws UsageException {
    try {
      return timeZone.map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    } catch (DateTimeException unknown) {
      throw new UsageException("--time-zone must be one such as Europe/Berlin or UTC");
    }
  }

  private int show(Connection connection, CostPeriod asked) throws UsageException, IOException {
    CostFigures costs = costs(connection, asked);
    if (picture.isPresent()) {
      Files.writeString(picture.get(), CostPicture.of(costs));
    }
    String text =
        switch (format) {
          case TABLE -> CostTable.of(costs);
          case CSV -> CostCsv.of(costs);
          case JSON -> CostJson.of(costs);
        };
    session.terminal().println(session.terminal().shielded(text));
    return ExitCode.DONE;
  }

  /** Each part is asked for by itself: a daemon's hours and days are those of UTC. */
  private CostFigures costs(Connection connection, CostPeriod asked) throws UsageException {
    List<CostPeriod> parts = every.isPresent() ? asked.parts(every.get()) : List.of(asked);
    List<Row> rows = new ArrayList<>();
    Line total = Line.getDefaultInstance();
    for (CostPeriod part : parts) {
      GetCostsResponse costs = ask(connection, part);
      costs.getLinesList().forEach(line -> rows.add(new Row(part, line)));
      total = CostTotal.plus(total, costs.getTotal());
    }
    return new CostFigures(asked, Show.label(by), every.isPresent(), rows, total);
  }

  private GetCostsResponse ask(Connection connection, CostPeriod asked) {
    GetCostsRequest request =
        GetCostsRequest.newBuilder()
            .setFrom(timestamp(asked.from()))
            .setTo(timestamp(asked.to()))
            .setBy(Show.label(by))
            .setTenant(tenant)
            .build();
    return own ? connection.router().getCosts(request) : connection.admin().getCosts(request);
  }

  private static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }
}
