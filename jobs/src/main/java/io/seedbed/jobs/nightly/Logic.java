package io.seedbed.jobs.nightly;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import io.seedbed.jobs.config.EffectiveSettings;
import io.seedbed.jobs.config.Settings;
import io.seedbed.jobs.ingest.Preset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What a result can rest on beside the inputs, as a hash: the code's version, the presets and all
 * settings but those that say where files are, how much a machine may take and what is exported. A
 * night goes on from an earlier one only where this is the same.
 */
final class Logic {

  private static final List<String> WITHOUT_MEANING = List.of("run", "export");

  static String of(EffectiveSettings effective, String codeVersion) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    add(digest, codeVersion);
    add(digest, meaning(ConfigFactory.parseString(effective.json())));
    effective.settings().sources().values().stream()
        .map(Settings.Source::preset)
        .distinct()
        .sorted()
        .map(Preset::text)
        .forEach(preset -> add(digest, preset));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String meaning(Config settings) {
    Config meaning = settings;
    for (String path : WITHOUT_MEANING) {
      meaning = meaning.withoutPath(path);
    }
    if (meaning.hasPath("sources")) {
      for (String source : settings.getObject("sources").keySet()) {
        meaning = meaning.withoutPath("sources.%s.files".formatted(source));
      }
    }
    return meaning.root().render(ConfigRenderOptions.concise());
  }

  private static void add(MessageDigest digest, String part) {
    digest.update(part.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private Logic() {}
}
