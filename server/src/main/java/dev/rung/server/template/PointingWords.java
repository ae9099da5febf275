package dev.rung.server.template;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Set;

/**
 * Words that point at a text, or at a way to do it, instead of being the text: "base64 encode
 * this", "convert string to uppercase", "base64 encode python".
 */
final class PointingWords {
  private static final Set<String> WORDS =
      Set.of(
          """
          this that it these those them something everything anything nothing me my a an the
          above below following here text texts string strings word words letter letters
          character characters char chars line lines sentence sentences paragraph name names
          value values variable variables column columns list array table file files folder
          folders directory image images picture pictures photo video videos pdf data input
          output message messages password passwords code json xml html url urls bytes
          binary example examples algorithm function online explained python java javascript
          typescript php ruby go golang rust perl kotlin swift bash powershell linux windows
          excel sql mysql node nodejs c c++ c# why how what when who where which alphabet
          heading headings title titles header headers key keys field fields label labels
          functions method methods class classes property properties parameter parameters
          argument arguments attribute attributes constant constants identifier identifiers
          enum enums type types tag tags row rows item items id ids path paths filename
          filenames user users email emails link links route routes endpoint endpoints
          tables branch branches css api apis secret secrets stdin stdout spaces space
          commit commits head git ubuntu debian
          blob blobs buffer buffers svg png jpg jpeg gif webp mp3 mp4 audio font fonts canvas object
          objects stream streams unicode ascii utf8 utf-8 utf-16 emoji emojis punctuation integer
          integers float floats number numbers date dates username credentials credential content
          contents body payload request response document documents attachment attachments
          resource resources clipboard selection certificate certificates token tokens zip tar
          iso exe mac passphrase cookie cookies session sessions user-agent query
          arraybuffer uint8array dataurl bitmap screenshot favicon logo icon icons pixel pixels
          slash slashes quote quotes comma commas ampersand ampersands newline newlines
          whitespace backslash colon plus percent hash tostring itself everyone myself order theory check\
          """
              .split("\\s+", -1));

  /** "md5 of notes.txt" and "sha256 of /etc/hosts" mean what is in the file. */
  private static final Pattern FILE =
      Pattern.compile(
          "(?:[~.]{0,2}/|[a-z]:\\\\|file:).*"
              + "|.*\\.(?:txt|md|log|csv|tsv|json|xml|ya?ml|toml|ini|conf|cfg|env|html?|css|jsx?"
              + "|tsx?|py|java|kt|c|h|cpp|hpp|cs|go|rs|rb|php|sh|bat|ps1|sql|db|sqlite|docx?|xlsx?"
              + "|pptx?|pdf|png|jpe?g|gif|svg|webp|ico|mp3|mp4|wav|mov|avi|mkv|zip|tar|t?gz|bz2|xz"
              + "|7z|rar|iso|img|dmg|exe|msi|deb|rpm|jar|war|apk|bin|dat|dll|so|pem|crt|cer|key"
              + "|p12|lock|gguf|onnx)",
          Pattern.CASE_INSENSITIVE);

  private PointingWords() {}

  /** Whether this is one of them, in any case, or the name of a file. */
  static boolean contain(String word) {
    return WORDS.contains(word.toLowerCase(Locale.ROOT)) || FILE.matches(word);
  }
}
