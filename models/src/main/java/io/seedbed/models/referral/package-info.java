/** Who brought whom: judged invite edges and what came of them. */
package io.seedbed.models.referral;
