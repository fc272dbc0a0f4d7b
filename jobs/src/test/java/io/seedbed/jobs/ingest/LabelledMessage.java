package io.seedbed.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One message per label of {@code questions/labels.csv}: a person read each text and said whether
 * it asks. The repository holds the file and the number of a message, not its text; messages are
 * numbered from 0 in the order of their file.
 *
 * <p>Of each file the messages with the least SHA-256 of {@code FILE:NUMBER} were taken, in two
 * parts: on "design" the rules were made; "unseen" was labelled when they were finished.
 */
record LabelledMessage(String language, String part, boolean isQuestion, String text) {

  private static final Pattern LOGGED = Pattern.compile("^\\[[0-9:]+\\] <[^>]+> (.*)$");

  static List<LabelledMessage> from(Path data) {
    Map<String, List<String>> files = new HashMap<>();
    return resource()
        .lines()
        .skip(1)
        .map(
            line -> {
              String[] label = line.split(",", -1);
              List<String> texts =
                  files.computeIfAbsent(label[0], file -> texts(data.resolve(file)));
              return new LabelledMessage(
                  label[2],
                  label[3],
                  Boolean.parseBoolean(label[4]),
                  texts.get(Integer.parseInt(label[1])));
            })
        .toList();
  }

  private static String resource() {
    try (InputStream labels = LabelledMessage.class.getResourceAsStream("/questions/labels.csv")) {
      return new String(labels.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The messages of a file; null where a line of it is none. Tokens of Chinese are put together.
   */
  private static List<String> texts(Path file) {
    String name = file.getFileName().toString();
    try {
      if (name.endsWith(".xml.gz")) {
        return channel(file);
      }
      if (name.endsWith(".json.gz")) {
        return dialogues(file);
      }
      return Files.readString(file).lines().map(line -> text(name, line)).toList();
    } catch (IOException | XMLStreamException e) {
      throw new IllegalStateException("Cannot read the labelled messages of " + file, e);
    }
  }

  private static String text(String name, String line) {
    if (name.endsWith(".raw.txt")) {
      Matcher logged = LOGGED.matcher(line);
      return logged.matches() ? logged.group(1) : "";
    }
    String[] columns = line.split("\t", -1);
    String turn = name.endsWith(".tsv") ? columns[columns.length - 2] : columns[0];
    return turn.replace(" ", "");
  }

  private static List<String> channel(Path file) throws IOException, XMLStreamException {
    List<String> texts = new ArrayList<>();
    try (InputStream xml = new GZIPInputStream(Files.newInputStream(file))) {
      XMLStreamReader reader = XMLInputFactory.newFactory().createXMLStreamReader(xml);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT
            && reader.getLocalName().equals("text")) {
          texts.add(reader.getElementText());
        }
      }
    }
    return texts;
  }

  private static List<String> dialogues(Path file) throws IOException {
    List<String> texts = new ArrayList<>();
    try (InputStream json = new GZIPInputStream(Files.newInputStream(file))) {
      for (JsonNode dialogue : new ObjectMapper().readTree(json)) {
        for (JsonNode turn : dialogue.get("turns")) {
          turn.get("utterances").forEach(utterance -> texts.add(utterance.asText()));
        }
      }
    }
    return texts;
  }
}
