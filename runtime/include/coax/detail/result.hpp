// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a coroutine or an offloaded function ended with: nothing yet, a value, or an exception.
#pragma once

#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

namespace coax::detail {

/// Holds at most one outcome, set once and taken once. T may be move-only.
template <class T> class result {
public:
  result() noexcept {}
  result(const result &) = delete;
  result &operator=(const result &) = delete;
  ~result() {
    if (state_ == state::value)
      std::destroy_at(std::addressof(value_));
    else if (state_ == state::error)
      std::destroy_at(std::addressof(error_));
  }

  template <class U> void set_value(U &&value) {
    ::new (static_cast<void *>(std::addressof(value_))) stored(std::forward<U>(value));
    state_ = state::value;
  }

  void set_error(std::exception_ptr error) noexcept {
    ::new (static_cast<void *>(std::addressof(error_))) std::exception_ptr(std::move(error));
    state_ = state::error;
  }

  bool failed() const noexcept { return state_ == state::error; }
  std::exception_ptr error() const noexcept { return failed() ? error_ : nullptr; }

  /// Becomes what `other` ended with. This one is still empty.
  void take_over(result &other) {
    if (other.state_ == state::error)
      set_error(std::move(other.error_));
    else if (other.state_ == state::value)
      set_value(std::move(other.value_));
  }

  /// The value, moved out, or the stored exception, rethrown.
  T take() {
    if (state_ == state::error)
      std::rethrow_exception(error_);
    return std::move(value_);
  }

private:
  using stored = std::remove_const_t<T>;
  enum class state : unsigned char { empty, value, error };

  union {
    stored value_;
    std::exception_ptr error_;
  };
  state state_ = state::empty;
};

/// A value of more alignment than frames have is kept beside them.
template <class T>
requires(alignof(T) > __STDCPP_DEFAULT_NEW_ALIGNMENT__) class result<T> {
public:
  template <class U> void set_value(U &&value) {
    value_ = std::make_unique<std::remove_const_t<T>>(std::forward<U>(value));
  }
  void set_error(std::exception_ptr error) noexcept { error_ = std::move(error); }
  bool failed() const noexcept { return error_ != nullptr; }
  std::exception_ptr error() const noexcept { return error_; }
  void take_over(result &other) noexcept {
    value_ = std::move(other.value_);
    error_ = std::move(other.error_);
  }
  T take() {
    if (error_)
      std::rethrow_exception(error_);
    return std::move(*value_);
  }

private:
  std::unique_ptr<std::remove_const_t<T>> value_;
  std::exception_ptr error_;
};

template <class T> class result<T &> {
public:
  void set_value(T &value) noexcept { value_ = std::addressof(value); }
  void set_error(std::exception_ptr error) noexcept { error_ = std::move(error); }
  bool failed() const noexcept { return error_ != nullptr; }
  std::exception_ptr error() const noexcept { return error_; }
  void take_over(result &other) noexcept {
    value_ = other.value_;
    error_ = std::move(other.error_);
  }
  T &take() {
    if (error_)
      std::rethrow_exception(error_);
    return *value_;
  }

private:
  T *value_ = nullptr;
  std::exception_ptr error_;
};

template <> class result<void> {
public:
  void set_error(std::exception_ptr error) noexcept { error_ = std::move(error); }
  bool failed() const noexcept { return error_ != nullptr; }
  std::exception_ptr error() const noexcept { return error_; }
  void take_over(result &other) noexcept { error_ = std::move(other.error_); }
  void take() {
    if (error_)
      std::rethrow_exception(error_);
  }

private:
  std::exception_ptr error_;
};

} // namespace coax::detail
