"""The portal: what citizens and firms see. Sign-in, menu, error pages; no rule."""
