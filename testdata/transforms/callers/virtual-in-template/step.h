// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A virtual function of a class template that only a library makes objects of: it stays synchronous,
// and what it calls is bridged.
// expect-plan: Step::pause await
// expect-plan: FunctionStep::attempt offload
#pragma once
#include <memory>
#include <unistd.h>
#include <utility>

class Step {
public:
  virtual ~Step() = default;
  virtual int attempt(int n) = 0;

protected:
  void pause() const { usleep(delay_); }

private:
  int delay_ = 10;
};

template <typename F> class FunctionStep : public Step {
public:
  explicit FunctionStep(F f) : f_(std::move(f)) {}
  int attempt(int n) override {
    pause();
    return f_(n);
  }

private:
  F f_;
};

template <typename F> std::unique_ptr<Step> makeStep(F f) {
  return std::make_unique<FunctionStep<F>>(std::move(f));
}

class Twice : public Step {
public:
  int attempt(int n) override {
    pause();
    return n * run(n);
  }
  int run(int n) {
    pause();
    return n;
  }
};
