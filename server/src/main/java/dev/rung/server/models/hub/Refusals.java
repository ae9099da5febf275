package dev.rung.server.models.hub;

import dev.rung.server.config.HubId;
import dev.rung.server.models.hub.HubRequests.Response;
import dev.rung.server.provider.remote.wire.RetryAfter;
import java.time.InstantSource;

/**
 * What to do about a response that is an error. The hub names its reason in {@code X-Error-Code};
 * its own words are not shown.
 *
 * @param hasToken whether a token is sent
 */
record Refusals(Route route, boolean hasToken, InstantSource clock) {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int PROXY_LOGIN = 407;
  private static final int TIMEOUT = 408;
  private static final int GONE = 410;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /**
   * The failure that a response stands for.
   *
   * @param what what was asked for: a file, or "" for the repository itself
   */
  HubException of(Response response, HubId id, String revision, String what) {
    int status = response.exchange().status();
    String code = response.exchange().header("X-Error-Code").orElse("");
    if (status == TIMEOUT || status == TOO_MANY || status >= SERVER_ERROR) {
      return busy(response, status);
    }
    if (status == PROXY_LOGIN) {
      return HubException.lasting(
          "the proxy on the way to "
              + route.name()
              + " wants another user and password than HTTPS_PROXY or HTTP_PROXY has");
    }
    if (!response.ofHub()) {
      return elsewhere(status, what);
    }
    return switch (status) {
      case UNAUTHORIZED, FORBIDDEN -> HubException.lasting(refused(code, id));
      case NOT_FOUND, GONE -> HubException.lasting(missing(code, id, revision, what));
      default ->
          HubException.lasting(route.name() + " answered with status " + status + about(what));
    };
  }

  private HubException busy(Response response, int status) {
    String text =
        status == TOO_MANY
            ? route.name() + " asks for fewer requests (status 429)" + tokenHelps()
            : route.name() + " has an error of its own (status " + status + ")";
    return HubException.passing(text)
        .withRetryAfter(RetryAfter.of(response.exchange()::header, clock.instant()));
  }

  private String tokenHelps() {
    return hasToken ? "" : "; with HF_TOKEN set it allows more";
  }

  /** Signed addresses expire: the hub gives a fresh one when it is asked again. */
  private HubException elsewhere(int status, String what) {
    String text =
        "where " + route.name() + " redirects to answered with status " + status + about(what);
    return status == FORBIDDEN ? HubException.passing(text) : HubException.lasting(text);
  }

  private String refused(String code, HubId id) {
    String page = route.endpoint() + "/" + id;
    if (hasToken) {
      return id
          + " is not open to the token in HF_TOKEN: accept the licence at "
          + page
          + " with the account that the token belongs to, and let the token read gated repositories";
    }
    String login = "accept the licence at " + page + " and set HF_TOKEN to a token of that account";
    return code.equals("GatedRepo")
        ? id + " is gated: " + login
        : id + " does not exist or is gated: check its name; if it is right, " + login;
  }

  private String missing(String code, HubId id, String revision, String what) {
    String place = id + " at revision " + revision;
    return switch (code) {
      case "RevisionNotFound" ->
          id + " has no revision " + revision + ": --revision takes a branch, a tag or a commit";
      case "EntryNotFound" -> place + " has no file " + what;
      default ->
          route.name()
              + " does not have "
              + (what.isEmpty() ? place : what + " of " + place)
              + ": check the name"
              + (hasToken ? "" : "; a private repository needs HF_TOKEN");
    };
  }

  private static String about(String what) {
    return what.isEmpty() ? "" : " for " + what;
  }
}
