package dev.rung.server.app.cli;

import dev.rung.server.app.cli.Session.Port;
import dev.rung.v1.FeedbackRequest;
import dev.rung.v1.FeedbackResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how good an earlier answer was. */
@Command(name = "feedback", description = "Says how good an earlier answer was.")
final class FeedbackCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The answer's id, as --json and a batch show it.")
  private Optional<String> id = Optional.empty();

  @ArgGroup(exclusive = true)
  private final Said said = new Said();

  @Option(names = "--comment", paramLabel = "TEXT", description = "Kept beside the verdict.")
  private Optional<String> comment = Optional.empty();

  @Mixin private final CallOptions call = new CallOptions();

  /** One verdict. */
  static final class Said {
    @Option(names = "--good", description = "The answer was good.")
    private boolean good;

    @Option(names = "--bad", description = "The answer was bad.")
    private boolean bad;

    @Option(names = "--rating", paramLabel = "0-1", description = "How good it was, from 0 to 1.")
    private Optional<Double> rating = Optional.empty();

    @Option(names = "--score", paramLabel = "0-10", description = "The same from 0 to 10.")
    private Optional<Double> score = Optional.empty();

    @Option(
        names = "--compiled",
        paramLabel = "yes|no",
        description = "Whether its code could be compiled.")
    private Optional<Answer> compiled = Optional.empty();

    /** As it is typed. */
    enum Answer {
      yes,
      no
    }

    void put(FeedbackRequest.Builder request) throws UsageException {
      rating.ifPresent(request::setRating);
      score.ifPresent(request::setQualityScore);
      compiled.ifPresent(answer -> request.setCompiled(answer == Answer.yes));
      if (good || bad) {
        request.setThumbsUp(good);
      }
      if (request.getVerdictCase() == FeedbackRequest.VerdictCase.VERDICT_NOT_SET) {
        throw new UsageException(
            "say how good it was: --good, --bad, --rating, --score or --compiled");
      }
    }
  }

  FeedbackCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    FeedbackRequest.Builder request =
        FeedbackRequest.newBuilder()
            .setId(id.orElseThrow(() -> new UsageException("Missing required parameter: 'ID'")));
    said.put(request);
    comment.ifPresent(request::setComment);
    return call.run(
        session, rung.config(), Port.ROUTER, connection -> send(connection, request.build()));
  }

  private int send(Connection connection, FeedbackRequest request) {
    session.terminal().println(text(connection.router().feedback(request)));
    return ExitCode.DONE;
  }

  private static String text(FeedbackResponse response) {
    String who =
        response.getModel().isEmpty() ? "no model answered" : response.getModel() + " answered";
    String quality =
        response.hasQuality() ? "; its quality is now " + Show.fixed(response.getQuality(), 3) : "";
    String before = response.getRepeated() ? " (said before)" : "";
    return who
        + " ("
        + Show.tier(response.getTier())
        + ", "
        + Show.money(response.getCostNanos())
        + ")"
        + quality
        + before;
  }
}
