package dev.rung.server.app.cli;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command shows who it is, and how it is sure of the daemon. */
final class AccessOptions {
  @Option(names = "--tls", description = "Encrypt, and ask the daemon for its certificate.")
  private boolean tls;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Authorities that vouch for the daemon, in PEM form. Implies --tls.")
  private Optional<File> caFile = Optional.empty();

  @Option(
      names = "--cert-file",
      paramLabel = "FILE",
      description = "A certificate of one's own, in PEM form. Implies --tls.")
  private Optional<File> certFile = Optional.empty();

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "The private key of that certificate, PKCS #8 in PEM form.")
  private Optional<File> keyFile = Optional.empty();

  @Option(
      names = "--api-key-env",
      paramLabel = "VARIABLE",
      defaultValue = "RUNG_API_KEY",
      description = "The variable that holds one's key. Usually ${DEFAULT-VALUE}.")
  private String keyVariable = "";

  /** How to connect, and the key to show. */
  record Access(ChannelCredentials channel, Optional<String> key) {
    /** Within this process. */
    static final Access PLAIN = new Access(InsecureChannelCredentials.create(), Optional.empty());

    @Override
    public String toString() {
      return "Access[" + channel.getClass().getSimpleName() + "]";
    }
  }

  Access access(Session session) throws UsageException {
    Optional<String> key =
        Optional.ofNullable(session.environment().get(keyVariable)).filter(k -> !k.isBlank());
    return new Access(channel(), key.map(String::strip));
  }

  private ChannelCredentials channel() throws UsageException {
    if (certFile.isPresent() != keyFile.isPresent()) {
      throw new UsageException("--cert-file and --key-file need each other");
    }
    if (!tls && caFile.isEmpty() && certFile.isEmpty()) {
      return InsecureChannelCredentials.create();
    }
    try {
      TlsChannelCredentials.Builder built = TlsChannelCredentials.newBuilder();
      if (caFile.isPresent()) {
        built.trustManager(caFile.get());
      }
      if (certFile.isPresent()) {
        built.keyManager(certFile.get(), keyFile.get());
      }
      return built.build();
    } catch (IOException unreadable) {
      throw new UsageException(
          "--ca-file, --cert-file or --key-file cannot be read: " + unreadable.getMessage());
    }
  }
}
