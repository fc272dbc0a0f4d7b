package io.seedbed.notebooks.wrong;

import io.seedbed.jobs.run.Job;

/** Looks up the arrow. */
public record NotebookThatKnowsJobs(Job job) {}
