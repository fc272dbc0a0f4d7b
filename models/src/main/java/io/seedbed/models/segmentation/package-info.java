/** Who the users are: prospect, problem, repeat, non-repeat; distributor, spreader, fan. */
package io.seedbed.models.segmentation;
