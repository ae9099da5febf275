package dev.rung.server.rpc;

import dev.rung.server.call.Unanswered;
import dev.rung.server.call.Violations;
import dev.rung.server.engine.Operations;
import dev.rung.server.feedback.Feedback;
import dev.rung.server.feedback.Judgement;
import dev.rung.server.feedback.Opinion;
import dev.rung.server.feedback.Remembered;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.RequestId;
import dev.rung.server.store.StoreException;
import dev.rung.v1.ExportFeedbackRequest;
import dev.rung.v1.FeedbackRecord;
import dev.rung.v1.FeedbackRequest;
import dev.rung.v1.FeedbackResponse;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;

/** What Feedback and ExportFeedback answer. Both wait for the store. */
record FeedbackCalls(Feedback feedback, Operations operations) {

  FeedbackResponse judge(RequestId id, FeedbackRequest in, Caller caller)
      throws StatusRuntimeException {
    Violations violations = FeedbackReader.violations();
    Opinion opinion =
        FeedbackReader.read(in, caller, violations)
            .orElseThrow(() -> Statuses.of(id, new Unanswered.Invalid(violations.found())));
    try {
      return switch (feedback.judge(opinion)) {
        case Judgement.Unknown(var keep) -> throw FeedbackStatuses.unknown(id, keep);
        case Judgement.Taken taken -> response(taken);
      };
    } catch (StoreException fault) {
      throw FeedbackStatuses.notWritten(id, fault);
    }
  }

  private FeedbackResponse response(Judgement.Taken taken) {
    FeedbackResponse.Builder out =
        FeedbackResponse.newBuilder()
            .setTier(Tiers.toProto(taken.tier()))
            .setCostNanos(taken.cost().nanos())
            .setRepeated(taken.repeated());
    taken
        .model()
        .ifPresent(model -> {
          out.setModel(model);
          taken.standing().quality(Priors.of(operations).quality(model)).ifPresent(out::setQuality);
        });
    return out.build();
  }

  /** Everything that is remembered, a page at a time, as fast as it is read. */
  void export(RequestId id, ExportFeedbackRequest in, PacedReply<FeedbackRecord> reply)
      throws StatusRuntimeException {
    Optional<String> tenant =
        in.getTenant().isEmpty() ? Optional.empty() : Optional.of(in.getTenant());
    try {
      Remembered.Mark mark = Remembered.Mark.START;
      for (List<Remembered> page = feedback.after(mark, tenant);
          !page.isEmpty();
          page = feedback.after(mark, tenant)) {
        for (Remembered one : page) {
          reply.send(FeedbackWriter.write(one));
        }
        mark = page.getLast().mark();
      }
    } catch (StoreException fault) {
      throw FeedbackStatuses.notWritten(id, fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Statuses.of(id, new Unanswered.CallerGone());
    }
  }
}
