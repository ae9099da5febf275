package dev.rung.local.program;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Wraps the text of a program as an archive that libtorch loads: a zip file, nothing compressed,
 * with the text, no constants and one object of the class {@code Program} whose fields are empty.
 *
 * <p>Source: {@code torch/csrc/jit/serialization/export_module.cpp} and {@code unpickler.cpp} of
 * PyTorch; Python's {@code pickletools} for the codes.
 */
public final class ProgramArchive {
  private static final String FOLDER = "m/";

  /** The format of the archive; libtorch 1.13 to 2.7 at least read it. */
  private static final String VERSION = "10\n";

  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  private ProgramArchive() {}

  /**
   * The archive of a program whose parts are the resources of a class.
   *
   * @param home beside which the resources lie
   * @param numbers functions without arguments, by name; a value is a boolean, a whole number, a
   *     floating-point number or a list of them
   * @param parts names of resources without their ending, ".py"
   */
  public static byte[] of(Class<?> home, Map<String, Object> numbers, List<String> parts) {
    String text = ProgramText.of(home, numbers, parts);
    return of(text, ProgramText.fields(text));
  }

  /**
   * The archive's bytes.
   *
   * @param text what the program does; holds a class {@code Program}
   * @param fields of that class, each with its type: one of lists or dictionaries
   */
  static byte[] of(String text, Map<String, String> fields) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("version", VERSION.getBytes(US_ASCII));
    files.put("byteorder", "little".getBytes(US_ASCII));
    files.put("data.pkl", object(fields));
    files.put("constants.pkl", NO_CONSTANTS);
    files.put("code/__torch__.py", text.getBytes(UTF_8));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(stored(FOLDER + file.getKey(), file.getValue()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static ZipEntry stored(String name, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    return entry;
  }

  /** The pickle of a {@code Program}: class, no arguments, and its fields. */
  private static byte[] object(Map<String, String> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x80, 2});
    out.writeBytes("c__torch__\nProgram\n)".getBytes(US_ASCII));
    out.writeBytes(new byte[] {(byte) 0x81, '}', '('});
    fields.forEach((name, type) -> {
      text(out, name);
      out.writeBytes("ctorch.jit._pickle\nrestore_type_tag\n(".getBytes(US_ASCII));
      out.write(type.startsWith("List") ? ']' : '}');
      text(out, type);
      out.writeBytes(new byte[] {'t', 'R'});
    });
    out.writeBytes(new byte[] {'u', 'b', '.'});
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    int length = bytes.length;
    out.write('X');
    out.writeBytes(
        new byte[] {
          (byte) length, (byte) (length >> 8), (byte) (length >> 16), (byte) (length >> 24)
        });
    out.writeBytes(bytes);
  }
}
