package dev.rung.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.scripted.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTlsTest {
  private static final Certificate FIRST = Certificate.of("localhost");
  private static final Certificate SECOND = Certificate.of("localhost");

  @TempDir Path folder;
  private Path cert = Path.of("");
  private Path key = Path.of("");

  @BeforeEach
  void write() throws Exception {
    cert = folder.resolve("server.pem");
    key = folder.resolve("server.key");
    write(FIRST.pem(), FIRST.keyPem());
  }

  private void write(String certificate, String privateKey) throws IOException {
    Files.writeString(cert, certificate);
    Files.writeString(key, privateKey);
  }

  private TlsSettings settings() {
    return new TlsSettings(
        cert, key, Optional.empty(), TlsSettings.ClientAuth.NONE, TlsSettings.Version.TLS_1_2);
  }

  private static Object shown(ServerTls tls) {
    String alias = tls.keyManager().chooseEngineServerAlias("EC", null, null);
    return tls.keyManager().getCertificateChain(alias)[0];
  }

  @Test
  void aNewCertificateCountsAfterTheReload() throws Exception {
    ServerTls tls = ServerTls.read(settings());
    assertThat(shown(tls)).isEqualTo(FIRST.certificate());
    write(SECOND.pem(), SECOND.keyPem());

    tls.reload();

    assertThat(shown(tls)).isEqualTo(SECOND.certificate());
  }

  @Test
  void aHandshakeThatHasBegunEndsWithItsKey() throws Exception {
    ServerTls tls = ServerTls.read(settings());
    String alias = tls.keyManager().chooseEngineServerAlias("EC", null, null);
    write(SECOND.pem(), SECOND.keyPem());

    tls.reload();

    assertThat(tls.keyManager().getPrivateKey(alias)).isEqualTo(FIRST.key());
  }

  @Test
  void brokenFilesLeaveWhatIsInForce() throws Exception {
    ServerTls tls = ServerTls.read(settings());

    write("nothing", SECOND.keyPem());
    tls.reload();
    write(SECOND.pem(), FIRST.keyPem());
    tls.reload();
    Files.delete(key);
    tls.reload();

    assertThat(shown(tls)).isEqualTo(FIRST.certificate());
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws Exception {
    write(FIRST.pem(), SECOND.keyPem());

    assertThatThrownBy(() -> ServerTls.read(settings()))
        .isInstanceOf(TlsException.class)
        .hasMessageContaining("is not that of the first certificate");
  }

  @Test
  void aKeyOfAnotherFormSaysHowToChangeIt() throws Exception {
    write(FIRST.pem(), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");

    assertThatThrownBy(() -> ServerTls.read(settings()))
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws Exception {
    Files.delete(cert);

    assertThatThrownBy(() -> ServerTls.read(settings())).hasMessageContaining("server.pem");
  }

  @Test
  void keysOfRsaAndEdDsaAreReadToo() throws GeneralSecurityException, IOException, TlsException {
    for (String algorithm : new String[] {"RSA", "Ed25519"}) {
      KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
      String body = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
      Files.writeString(
          key, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");

      assertThat(PemFile.privateKey(key)).isEqualTo(pair.getPrivate());
    }
  }
}
