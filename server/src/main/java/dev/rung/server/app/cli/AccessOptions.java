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
  @Option(
      names = "--tls",
      description = {
        "Encrypt, and ask the daemon for its certificate. Where the settings tell of the",
        "daemon's certificate, that one is asked for without being told."
      })
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

  /**
   * How to connect, and the key to show.
   *
   * @param name that the daemon's certificate is to have, where it is not the address
   */
  record Access(ChannelCredentials channel, Optional<String> name, Optional<String> key) {
    /** Within this process. */
    static final Access PLAIN =
        new Access(InsecureChannelCredentials.create(), Optional.empty(), Optional.empty());

    @Override
    public String toString() {
      return "Access[" + channel.getClass().getSimpleName() + "]";
    }
  }

  /** How to call this daemon: as the options say, else by what is known of its certificate. */
  Access access(Session session, Target target) throws UsageException {
    Optional<String> key =
        Optional.ofNullable(session.environment().get(keyVariable))
            .filter(k -> !k.isBlank())
            .map(String::strip);
    Optional<KnownCertificate> known =
        caFile.isEmpty() && target.certificate().isPresent()
            ? Optional.of(KnownCertificate.read(target.certificate().get()))
            : Optional.empty();
    return new Access(channel(known), known.map(KnownCertificate::name), key);
  }

  private ChannelCredentials channel(Optional<KnownCertificate> known) throws UsageException {
    if (certFile.isPresent() != keyFile.isPresent()) {
      throw new UsageException("--cert-file and --key-file need each other");
    }
    if (!tls && caFile.isEmpty() && certFile.isEmpty() && known.isEmpty()) {
      return InsecureChannelCredentials.create();
    }
    try {
      TlsChannelCredentials.Builder built = TlsChannelCredentials.newBuilder();
      if (caFile.isPresent()) {
        built.trustManager(caFile.get());
      } else if (known.isPresent()) {
        built.trustManager(known.get().trust());
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
