package io.seedbed.jobs.bench;

import com.fasterxml.jackson.databind.ObjectMapper;

/** How the bench writes and reads JSON. */
final class Json {

  static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}
}
